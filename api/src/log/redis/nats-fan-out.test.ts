import { afterEach, describe, expect, it } from "vitest";
import { describeOnNats } from "../../testing/nats-server.js";
import { until } from "../../testing/until.js";
import type { FanOut } from "./fan-out.js";
import { createNatsFanOut, natsServers } from "./nats-fan-out.js";

let fanOuts: FanOut[] = [];

afterEach(async () => {
	await Promise.all(fanOuts.map((fanOut) => fanOut.close()));
	fanOuts = [];
});

function open(url: string): { readonly fanOut: FanOut; readonly turns: string[] } {
	const turns: string[] = [];
	const fanOut = createNatsFanOut({
		url,
		onUp: () => turns.push("up"),
		onDown: () => turns.push("down"),
	});
	fanOuts.push(fanOut);
	return { fanOut, turns };
}

describe("address of NATS", () => {
	it("[LG23] names one server or several, and who one is there", () => {
		expect(natsServers("nats://localhost:4222")).toEqual({ servers: ["localhost:4222"] });
		expect(natsServers("nats://ear:p%40ss@a:1,nats://b:2")).toEqual({
			servers: ["a:1", "b:2"],
			user: "ear",
			pass: "p@ss",
		});
	});

	it("[LG23] that is none is said at once", () => {
		expect(() => open("nowhere")).toThrow("Invalid URL");
	});
});

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

	it("[LG23] listens again to what is listened to when it is back, and says when it goes and comes", async () => {
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
		expect(there.turns).toEqual(["up", "down", "up"]);
	});

	it("[LG23] closes at once while there is none", async () => {
		await nats().kill();
		const { fanOut, turns } = open(nats().url);
		await expect(fanOut.settled()).resolves.toBeUndefined();
		const began = performance.now();
		await fanOut.close();
		expect(performance.now() - began).toBeLessThan(1_000);
		expect(turns).toEqual([]);
		await nats().start();
	});
});
