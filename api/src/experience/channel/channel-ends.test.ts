import { describe, expect, it } from "vitest";
import { createDeferred } from "../../doors/deferred.js";
import { until } from "../../testing/until.js";
import { useChannel } from "./testing/channel-fixture.js";
import { EXPERIENCE, tell, tellAll } from "./testing/fake-experiences.js";

const current = useChannel();
const ana = { experience: EXPERIENCE, userId: "ana" };

describe("the end of a player's connection", () => {
	it("[XC18] comes with its token, with 4401 and the cursor", async () => {
		await current().start();
		await tell(current().log, ana);
		const token = await current().token("ana", 30);
		const client = await current().dial("ana", undefined, { token });
		const longer = await current().dial("ana");
		await Promise.all([client.next("world"), longer.next("world")]);
		current().ahead += 31;
		expect(await client.closed).toBe(4401);
		const told = await client.next("close");
		expect(told).toEqual({
			type: "close",
			reason: "expired",
			cursor: expect.stringMatching(/^[\w-]+:1~[\w-]+:0$/),
		});
		expect(current().doors.counts()).toMatchObject({ expired: 1 });
		const back = await current().dial("ana", told.cursor);
		await tell(current().log, ana, { timestamp: 9 });
		expect(await back.next("world_update")).toMatchObject({ timestamp: 9 });
		expect(longer.socket.readyState).toBe(longer.socket.OPEN);
	});

	it("[XC18] comes once, also where it began anew in between", async () => {
		await current().start();
		const client = await current().dial("ana", undefined, { token: await current().token("ana", 30) });
		await client.next("world");
		client.send({ type: "resume", cursor: client.cursor()! });
		await client.next("resumed");
		current().ahead += 31;
		expect(await client.closed).toBe(4401);
		expect(client.messages.filter(({ type }) => type === "close")).toHaveLength(1);
		expect(current().doors.counts()).toMatchObject({ expired: 1 });
	});

	it("[XC19] comes to one who takes nothing with its cursor; the others are told as ever", async () => {
		const { log } = current();
		await current().start({ heartbeatSeconds: 0.03, blockedSeconds: 5 });
		const [slow, quick] = await current().ready("ana", "ana");
		slow!.socket.pause();
		const filler = "x".repeat(200_000);
		for (let n = 1; n <= 60; n++) await tell(log, ana, { timestamp: n, filler });
		expect((await quick!.all("world_update", 60)).length).toBe(60);
		expect(current().doors.counts().dropped).toBe(0);
		current().ahead += 6;
		await until(() => current().doors.counts().dropped === 1, "the slow one is dropped");
		slow!.socket.resume();
		expect(await slow!.closed).toBe(4008);
		const got = slow!.messages.filter(({ type }) => type === "world_update").length;
		expect(got).toBeLessThan(60);
		const { cursor } = await slow!.next("close");
		const back = await current().dial("ana", cursor);
		const rest = await back.all("world_update", 60 - got);
		expect(rest.map(({ timestamp }) => timestamp)).toEqual(
			Array.from({ length: 60 - got }, (_, n) => got + n + 1),
		);
	});

	it("[XC20] comes with the service's, with 1001 and the cursor to come back with", async () => {
		const { log } = current();
		await current().start();
		const [client] = await current().ready("ana");
		await tell(log, ana, { timestamp: 1 });
		await tellAll(log, "ben");
		await client!.all("world_update", 2);
		const cursor = client!.cursor();
		await current().drain();
		expect(await client!.closed).toBe(1001);
		expect(client!.messages.at(-1)).toEqual({ type: "close", reason: "draining", cursor });
		expect(cursor).toMatch(/^[\w-]+:1~[\w-]+:1$/);
	});

	it("[XC20] leaves undone what was not begun, and unanswered what was", async () => {
		const { experiences } = current();
		const slow = createDeferred<void>();
		experiences.before = (what) => (what === "act 1" ? slow.promise : Promise.resolve());
		await current().start();
		const [client] = await current().ready("ana");
		for (const item of ["1", "2"]) client!.send({ type: "action", action: "take", item, id: item });
		client!.send({ type: "ping" });
		await client!.next("pong");
		await current().drain();
		slow.resolve();
		await client!.closed;
		await until(() => experiences.done.length === 1, "what was begun");
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(experiences.done).toEqual(["act 1"]);
		expect(client!.messages.filter(({ type }) => type === "action_result")).toEqual([]);
		expect(current().failures).toEqual([]);
	});

	it("[XC21] comes with 1011 where its view cannot be had, told to come back", async () => {
		const { experiences, failures } = current();
		await current().start();
		experiences.before = (what) =>
			what === "view" ? Promise.reject(new Error("no view")) : Promise.resolve();
		const client = await current().dial("ana");
		expect(await client.closed).toBe(1011);
		expect(client.messages.at(-1)).toEqual({ type: "close", reason: "failed", cursor: "~" });
		expect(failures).toMatchObject([[{ message: "no view" }]]);
	});

	it("[XC22] leaves nothing behind, whenever it comes", async () => {
		const { experiences } = current();
		const held = createDeferred<void>();
		await current().start();
		await current().ready("ana");
		experiences.before = () => held.promise;
		const clients = await Promise.all(Array.from({ length: 6 }, () => current().dial("ben")));
		for (const [n, { socket, send }] of clients.entries()) {
			if (n % 2 === 0) send({ type: "resume", cursor: "" });
			if (n % 3 === 0) socket.close();
			else socket.terminate();
		}
		await until(() => current().doors.counts().sockets === 2, "only one connection's readers are left");
		held.resolve();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(current().doors.counts()).toMatchObject({ sockets: 2, hubs: 2 });
	});
});
