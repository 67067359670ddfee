import { afterEach, expect, it } from "vitest";
import { type NatsLink, openNatsLink } from "../../nats/nats-link.js";
import { describeOnNats } from "../../testing/nats-server.js";
import { until } from "../../testing/until.js";
import type { FanOut } from "./fan-out.js";
import { createNatsFanOut } from "./nats-fan-out.js";

let links: NatsLink[] = [];

afterEach(async () => {
	await Promise.all(links.map((link) => link.close()));
	links = [];
});

function open(url: string): { readonly fanOut: FanOut; readonly turns: boolean[] } {
	const link = openNatsLink({ url, report: () => undefined });
	links.push(link);
	const turns: boolean[] = [];
	const fanOut = createNatsFanOut(link, () => turns.push(link.isUp()));
	return { fanOut, turns };
}

describeOnNats("fan-out over NATS", (nats) => {
	it("[LG21] passes on what others say of a topic, and not what was said here", async () => {
		const [here, there] = [open(nats().url), open(nats().url)];
		await until(() => here.fanOut.isUp() && there.fanOut.isUp(), "both there");
		const heard: string[] = [];
		here.fanOut.hear("a.b", (news) => heard.push(`here ${news}`));
		const stop = there.fanOut.hear("a.b", (news) => heard.push(`there ${news}`));
		there.fanOut.hear("a.*", (news) => heard.push(`other ${news}`));
		await there.fanOut.settled();
		here.fanOut.say("a.b", "1");
		await until(() => heard.length > 0, "heard");
		stop();
		await there.fanOut.settled();
		here.fanOut.say("a.b", "2");
		here.fanOut.say("a.*", "3");
		await until(() => heard.length > 1, "heard again");
		expect(heard).toEqual(["there 1", "other 3"]);
	});

	it("[LG22] listens to nothing once it is closed, and leaves the connection to its owner", async () => {
		const { fanOut, turns } = open(nats().url);
		await until(fanOut.isUp, "there");
		fanOut.hear("a", () => undefined);
		fanOut.hear("b", () => undefined)();
		fanOut.hear("c", () => undefined);
		await fanOut.settled();
		expect(await nats().subscriptions()).toBe(2);
		fanOut.close();
		await fanOut.settled();
		expect(await nats().subscriptions()).toBe(0);
		expect(links[0]!.isUp()).toBe(true);
		await links[0]!.close();
		expect(turns).toEqual([true]);
	});

	it("[LG23] says when it goes and comes, and hears again when it is back", async () => {
		const [here, there] = [open(nats().url), open(nats().url)];
		const heard: string[] = [];
		there.fanOut.hear("a", (news) => heard.push(news));
		await until(() => here.fanOut.isUp() && there.fanOut.isUp(), "both there");
		await nats().kill();
		await until(() => !here.fanOut.isUp() && !there.fanOut.isUp(), "both alone");
		here.fanOut.say("a", "lost");
		await nats().start();
		await until(() => here.fanOut.isUp() && there.fanOut.isUp(), "both back");
		here.fanOut.say("a", "news");
		await until(() => heard.length > 0, "heard");
		expect(heard).toEqual(["news"]);
		expect(there.turns).toEqual([true, false, true]);
	});
});
