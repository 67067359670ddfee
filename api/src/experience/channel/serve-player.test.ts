import { describe, expect, it } from "vitest";
import { sharedTopic, userTopic } from "../experience.js";
import { useChannel } from "./testing/channel-fixture.js";
import { EXPERIENCE, tell, tellAll } from "./testing/fake-experiences.js";

const current = useChannel();
const player = (userId: string) => ({ experience: EXPERIENCE, userId });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));

describe("a player's client", () => {
	it("[XC4] is told that it is connected, then its view, then the world, each with a cursor", async () => {
		const { log } = current();
		const user = await tell(log, player("ana"));
		const shared = await tellAll(log, "ben");
		await current().start();
		const { messages, next } = await current().dial("ana");
		await next("world");
		expect(messages.map(({ type }) => type)).toEqual(["connected", "view"]);
		expect(messages[1]).toEqual({ type: "view", view: { told: 1 }, cursor: `${user.epoch}:1~` });
		await tell(log, player("ana"), { timestamp: 7 });
		expect(await next("world_update")).toEqual({
			type: "world_update",
			version: "0.3",
			experience: EXPERIENCE,
			user_id: "ana",
			changes: [],
			timestamp: 7,
			cursor: `${user.epoch}:2~${shared.epoch}:1`,
		});
	});

	it("[XC7] [XC23] is told what changes for all, by whomever, once", async () => {
		const { log } = current();
		await current().start();
		const [ana, ben] = await current().ready("ana", "ben");
		await tellAll(log, "ana", "bottle-1");
		await tellAll(log, "cleo", "bottle-2");
		for (const [client, user_id] of [
			[ana, "ana"],
			[ben, "ben"],
		] as const) {
			expect(await client!.all("world_update", 2)).toMatchObject([
				{ user_id, changes: [{ item_id: "bottle-1" }] },
				{ user_id, changes: [{ item_id: "bottle-2" }] },
			]);
			await settle();
			expect(client!.messages.filter(({ type }) => type === "world_update")).toHaveLength(2);
		}
	});

	it("[XC8] is told the same as every other of the same user, each once", async () => {
		await current().start();
		const clients = await current().ready(...Array.from({ length: 8 }, () => "ana"));
		for (let n = 1; n <= 20; n++) await tell(current().log, player("ana"), { timestamp: n });
		for (const client of clients) {
			const told = await client.all("world_update", 20);
			expect(told.map(({ timestamp }) => timestamp)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
		}
		expect(current().doors.counts()).toMatchObject({ hubs: 2, sockets: 16 });
	});

	it("[XC3] is never told what another user is told, whatever their ids", async () => {
		const ids = [
			"*",
			">",
			"a.b",
			"a",
			"a:b",
			"a.*",
			"~",
			"user",
			"Åsa 🦊",
			"ana ",
			"ana",
			"%2A",
			"x".repeat(128),
		];
		await current().start();
		const clients = await current().ready(...ids);
		for (const [n, userId] of ids.entries()) await tell(current().log, player(userId), { timestamp: n });
		for (const [n, client] of clients.entries()) {
			expect(await client.next("world_update")).toMatchObject({ timestamp: n, user_id: ids[n] });
		}
		await settle();
		for (const client of clients) {
			expect(client.messages.filter(({ type }) => type === "world_update")).toEqual([]);
		}
		expect(new Set(ids.map((userId) => userTopic(player(userId)))).size).toBe(ids.length);
	});

	it("[XC6] goes on after its cursor, with nothing fresh", async () => {
		const { log } = current();
		await current().start();
		const [first] = await current().ready("ana");
		await tell(log, player("ana"), { timestamp: 1 });
		await first!.next("world_update");
		const cursor = first!.cursor();
		first!.socket.terminate();
		await tell(log, player("ana"), { timestamp: 2 });
		await tellAll(log, "ben");
		const { experiences } = current();
		const { views } = experiences;
		const { messages, all } = await current().dial("ana", cursor);
		await all("world_update", 2);
		expect(messages).toMatchObject([
			{ type: "connected", cursor },
			{ type: "world_update", timestamp: 2 },
			{ type: "world_update", changes: [{ item_id: "bottle" }] },
		]);
		expect(experiences.views).toBe(views);
	});

	it("[XC6] is told a reset and a fresh view where its place cannot be gone on from, and a fresh world after it", async () => {
		const shared = await tellAll(current().log, "ben");
		await current().start();
		const { messages, next } = await current().dial("ana", `other:3~${shared.epoch}:0`);
		await next("world");
		expect(messages).toMatchObject([
			{ type: "connected" },
			{ type: "reset", reason: "epoch" },
			{ type: "view", view: { told: 0 } },
		]);
		expect(messages[1]).not.toHaveProperty("cursor");
		await settle();
		expect(messages).toHaveLength(3);
	});

	it("[XC6] is told a fresh world alone where that is what cannot be gone on from", async () => {
		const user = await tell(current().log, player("ana"));
		await current().start();
		const { messages, next } = await current().dial("ana", `${user.epoch}:0~lost:9`);
		await next("world");
		expect(messages.map(({ type }) => type)).toEqual(["connected", "world_update", "reset"]);
	});

	it.each(["nonsense", "a:1~~~", '"},{"', "a:1~b:x"])(
		"[XC6] is told a reset for the cursor %j",
		async (cursor) => {
			await current().start();
			const client = await current().dial("ana", cursor);
			expect(await client.next("connected")).toHaveProperty("cursor");
			expect(await client.next("reset")).toMatchObject({ reason: expect.stringMatching(/malformed|epoch/) });
			await client.next("world");
		},
	);

	it("[XC6] begins anew after any cursor that it names, and is told from where on", async () => {
		const { log } = current();
		await current().start();
		const [client] = await current().ready("ana");
		const start = client!.cursor()!;
		for (const timestamp of [1, 2]) await tell(log, player("ana"), { timestamp });
		await client!.all("world_update", 2);
		client!.send({ type: "resume", cursor: start, id: "again" });
		expect(await client!.next("resumed")).toEqual({ type: "resumed", id: "again", cursor: start });
		const told = await client!.all("world_update", 4);
		expect(told.map(({ timestamp }) => timestamp)).toEqual([1, 2, 1, 2]);
		client!.send({ type: "resume", cursor: "" });
		await client!.next("view");
		await client!.next("world");
		expect(current().doors.counts()).toMatchObject({ sockets: 2, hubs: 2 });
		await tellAll(log, "ben");
		await client!.all("world_update", 5);
	});

	it("[XC4] is told the world as it was after the view, so that nothing is in two places", async () => {
		const { experiences, log } = current();
		const order: string[] = [];
		experiences.before = async (what) => {
			order.push(`${what} begins`);
			await settle();
			order.push(`${what} ends`);
		};
		await current().start();
		const client = await current().dial("ana");
		await client.next("world");
		// The first look at the world is the admission's.
		expect(order.slice(2)).toEqual(["view begins", "view ends", "world begins", "world ends"]);
		expect((await log.head(sharedTopic(EXPERIENCE))).offset).toBe(0);
	});

	it("[XC17] is given a sign of life with its cursor where nothing is said", async () => {
		await current().start({ heartbeatSeconds: 0.03 });
		const [client] = await current().ready("ana");
		await settle();
		await settle();
		expect(client!.heartbeats.at(-1)).toEqual({
			type: "heartbeat",
			timestamp: expect.any(Number),
			cursor: expect.stringMatching(/^[\w-]+:0~[\w-]+:0$/),
		});
	});
});
