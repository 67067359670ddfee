import { afterEach, describe, expect, it } from "vitest";
import { describeOnNats } from "../testing/nats-server.js";
import { until } from "../testing/until.js";
import { type NatsLink, natsServers, openNatsLink } from "./nats-link.js";
import { openNats } from "./open-nats.js";

/** More than a server takes in one message, by its own default. */
const TOO_LARGE = "x".repeat(2 * 1024 * 1024);

let links: NatsLink[] = [];

afterEach(async () => {
	await Promise.all(links.map((link) => link.close()));
	links = [];
});

interface Opened {
	readonly link: NatsLink;
	/** Whether it was up, at each turn. */
	readonly turns: boolean[];
	readonly reports: string[];
}

function open(url: string): Opened {
	const reports: string[] = [];
	const link = openNatsLink({ url, report: (message) => reports.push(message) });
	links.push(link);
	const turns: boolean[] = [];
	link.onTurn(() => turns.push(link.isUp()));
	return { link, turns, reports };
}

describe("address of NATS", () => {
	it("[RL1] names one server or several, and who one is there", () => {
		expect(natsServers("nats://localhost:4222")).toEqual({ servers: ["localhost:4222"] });
		expect(natsServers("nats://ear:p%40ss@a:1,nats://b:2")).toEqual({
			servers: ["a:1", "b:2"],
			user: "ear",
			pass: "p@ss",
		});
	});

	it("[RL1] that is none is said at once", () => {
		expect(() => open("nowhere")).toThrow("Invalid URL");
	});

	it("[RL1] makes a connection where there is one, and none where there is not", () => {
		expect(openNats({}, () => undefined)).toBeUndefined();
		const link = openNats({ natsUrl: "nats://127.0.0.1:9" }, () => undefined)!;
		links.push(link);
		expect(link.isUp()).toBe(false);
	});
});

describeOnNats("link to NATS", (nats) => {
	const openUp = async (): Promise<Opened> => {
		const opened = open(nats().url);
		await until(opened.link.isUp, "NATS reached");
		return opened;
	};

	it("[RL2] tells others, not this process, by wildcards too, until the stop", async () => {
		const [{ link: here }, { link: there }] = [await openUp(), await openUp()];
		const heard: string[] = [];
		here.subscribe("t.a", (data) => heard.push(`here ${data}`));
		const stop = there.subscribe("t.*", (data) => heard.push(data));
		await there.settled();
		expect(here.publish("t.a", "1 🐟")).toBe(true);
		await until(() => heard.length > 0, "heard");
		stop();
		await there.settled();
		here.publish("t.a", "2");
		await Promise.all([here.settled(), there.settled()]);
		expect(heard).toEqual(["1 🐟"]);
		expect(await nats().subscriptions()).toBe(1);
	});

	it("[RL3] absent at the start: nothing throws, it is said once, and what was subscribed to is heard later", async () => {
		await nats().kill();
		const { link, turns, reports } = open(nats().url);
		const heard: string[] = [];
		link.subscribe("early", (data) => heard.push(data));
		link.subscribe("never", (data) => heard.push(data))();
		expect(link.publish("early", "lost")).toBe(false);
		await expect(link.settled()).resolves.toBeUndefined();
		await until(() => reports.length > 0, "said");
		// Several tries later it has still been said once.
		await new Promise((resolve) => setTimeout(resolve, 700));
		expect(reports).toHaveLength(1);
		await nats().start();
		await until(link.isUp, "NATS reached");
		const { link: other } = await openUp();
		other.publish("never", "no");
		other.publish("early", "yes");
		await until(() => heard.length > 0, "heard");
		expect(heard).toEqual(["yes"]);
		expect(turns).toEqual([true]);
	});

	it("[RL3] dying and returning, again and again: said once each time, and heard again", async () => {
		const [here, there] = [await openUp(), await openUp()];
		const heard: string[] = [];
		there.link.subscribe("a", (data) => heard.push(data));
		for (const round of ["1", "2"]) {
			await nats().kill();
			await until(() => !here.link.isUp() && !there.link.isUp(), "both alone");
			expect(here.link.publish("a", "lost")).toBe(false);
			await nats().start();
			await until(() => here.link.isUp() && there.link.isUp(), "both back");
			here.link.publish("a", round);
			await until(() => heard.includes(round), "heard again");
		}
		expect(heard).toEqual(["1", "2"]);
		expect(there.turns).toEqual([true, false, true, false, true]);
		expect(there.reports).toHaveLength(2);
	});

	it("[RL3] hanging: given up within seconds, and back when it answers", async () => {
		const { link, reports } = await openUp();
		nats().freeze();
		try {
			await until(() => !link.isUp(), "given up", 6);
			expect(reports).toHaveLength(1);
		} finally {
			nats().thaw();
		}
		await until(link.isUp, "back", 6);
	});

	it("[RL3] what NATS does not take is said, and thrown at nobody", async () => {
		const { link, reports } = await openUp();
		expect(link.publish("large", TOO_LARGE)).toBe(false);
		expect(reports).toEqual(["NATS does not take what it is told."]);
		expect(link.publish("small", "x")).toBe(true);
	});

	it("[RL4] closes at once while there is none, and leaves nothing at one that is there", async () => {
		const { link } = await openUp();
		link.subscribe("a", () => undefined);
		await link.settled();
		expect(await nats().connections()).toBe(1);
		await link.close();
		await until(async () => (await nats().connections()) === 0, "gone");
		await nats().kill();
		const alone = open(nats().url);
		const began = performance.now();
		await alone.link.close();
		expect(performance.now() - began).toBeLessThan(1_000);
		expect(alone.turns).toEqual([]);
		await nats().start();
	});
});
