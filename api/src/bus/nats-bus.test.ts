import { connect } from "@nats-io/transport-node";
import { afterEach, expect, it } from "vitest";
import { type NatsLink, openNatsLink } from "../nats/nats-link.js";
import { describeOnNats } from "../testing/nats-server.js";
import { until } from "../testing/until.js";
import { describeBusContract } from "./bus-contract.js";
import { type Bus, userUpdatesSubject } from "./bus.js";
import { openBus } from "./open-bus.js";

let links: NatsLink[] = [];

afterEach(async () => {
	await Promise.all(links.map((link) => link.close()));
	links = [];
});

interface Process {
	readonly link: NatsLink;
	readonly bus: Bus;
	readonly reports: string[];
}

function open(url: string): Process {
	const reports: string[] = [];
	const report = (message: string): void => void reports.push(message);
	const link = openNatsLink({ url, report });
	links.push(link);
	return { link, bus: openBus(link, report), reports };
}

describeOnNats("bus over NATS", (nats) => {
	const openUp = async (): Promise<Process> => {
		const process = open(nats().url);
		await until(process.link.isUp, "NATS reached");
		return process;
	};

	describeBusContract("NATS", async () => {
		const [here, there] = [await openUp(), await openUp()];
		return {
			buses: [here.bus, there.bus],
			reports: here.reports,
			settled: async () => {
				// The second round: what the first sent has come back to whoever listens.
				for (const _ of ["sent", "heard"]) await Promise.all([here.link.settled(), there.link.settled()]);
			},
			close: async () => {
				for (const { bus, link } of [here, there]) {
					await bus.close();
					await link.close();
				}
			},
		};
	});

	it("[RL9] tells other programs by the user's own subject", async () => {
		const { bus } = await openUp();
		const other = await connect({ servers: nats().url.replace("nats://", "") });
		const heard: string[] = [];
		other.subscribe("world.updates.user.*", {
			callback: (_error, message) => void heard.push(`${message.subject} ${message.string()}`),
		});
		await other.flush();
		bus.publish(userUpdatesSubject("156"), '{"version":"0.3"}');
		bus.publish(userUpdatesSubject("a.b"), "{}");
		await until(() => heard.length === 2, "heard");
		await other.close();
		expect(heard).toEqual(['world.updates.user.156 {"version":"0.3"}', "world.updates.user.~YS5i {}"]);
	});

	it("[RL9] listens to a subject once, however many do here, and to none once the last has stopped", async () => {
		const { bus, link } = await openUp();
		const subscriptions = async (): Promise<number> => {
			await link.settled();
			return nats().subscriptions();
		};
		const stops = ["a", "a", "b"].map((user) => bus.subscribe(userUpdatesSubject(user), () => undefined));
		expect(await subscriptions()).toBe(2);
		stops[0]!();
		expect(await subscriptions()).toBe(2);
		stops[1]!();
		expect(await subscriptions()).toBe(1);
		stops[2]!();
		expect(await subscriptions()).toBe(0);
		for (let n = 0; n < 500; n++) bus.subscribe(userUpdatesSubject(`u${n}`), () => undefined);
		expect(await subscriptions()).toBe(500);
		await bus.close();
		expect(await subscriptions()).toBe(0);
		expect(link.isUp()).toBe(true);
	});

	it("[RL10] absent at the start: this process hears, others later; it is said once, and shown", async () => {
		await nats().kill();
		const { bus, link, reports } = open(nats().url);
		const heard: string[] = [];
		bus.subscribe("t", (data) => heard.push(data));
		bus.publish("t", "alone");
		expect(heard).toEqual(["alone"]);
		expect(bus.status()).toEqual({
			engine: "nats",
			ready: false,
			detail: "NATS cannot be reached, other processes do not hear",
			subjects: 1,
			published: 1,
			unheard: 1,
		});
		await until(() => reports.length > 0, "said");
		await nats().start();
		await until(link.isUp, "NATS reached");
		const other = await openUp();
		other.bus.publish("t", "from elsewhere");
		await until(() => heard.length === 2, "heard");
		expect(bus.status()).toMatchObject({ ready: true, unheard: 1 });
		expect(reports).toHaveLength(1);
	});

	it("[RL10] dying and returning: it goes on here meanwhile, and hears others again, each once", async () => {
		const [here, there] = [await openUp(), await openUp()];
		const heard: string[] = [];
		here.bus.subscribe("t", (data) => heard.push(data));
		here.bus.subscribe("stopped", (data) => heard.push(data));
		await nats().kill();
		await until(() => !here.link.isUp() && !there.link.isUp(), "both alone");
		here.bus.publish("t", "alone");
		there.bus.publish("t", "lost");
		const late = here.bus.subscribe("late", (data) => heard.push(data));
		expect(heard).toEqual(["alone"]);
		await nats().start();
		await until(() => here.link.isUp() && there.link.isUp(), "both back");
		expect(await nats().subscriptions()).toBe(3);
		for (const subject of ["t", "late"]) there.bus.publish(subject, subject);
		await until(() => heard.length === 3, "heard again");
		late();
		await here.link.settled();
		expect(await nats().subscriptions()).toBe(2);
		expect(heard).toEqual(["alone", "t", "late"]);
		expect(there.bus.status().unheard).toBe(1);
	});

	it("[RL10] closes while NATS is away", async () => {
		await nats().kill();
		const { bus } = open(nats().url);
		bus.subscribe("t", () => undefined);
		await expect(bus.close()).resolves.toBeUndefined();
		await nats().start();
	});
});
