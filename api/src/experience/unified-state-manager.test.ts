import { expect, it } from "vitest";
import type {
	PlayerViewWire,
	SharedWorldWire,
	WorldUpdateWire,
} from "../../../game/src/shared/wire/index.js";
import type { Database } from "../db/database.js";
import { experienceTables, onBothDatabases } from "./testing/experience-tables.js";
import { formatCursor } from "../log/cursor.js";
import { createMemoryLog } from "../log/memory-log.js";
import { sharedTopic, userTopic } from "./experience.js";
import { entriesOf, playerOf, testExperiences, toldIn, WOODS } from "./testing/test-experiences.js";

function suite(openEmpty: () => Promise<Database>): void {
	const start = async () => {
		const database = await openEmpty();
		return { ...(await testExperiences(database)), database };
	};
	const viewOf = async ({ manager }: Pick<Awaited<ReturnType<typeof start>>, "manager">, userId: string) =>
		JSON.parse((await manager.view(playerOf(userId))).data) as PlayerViewWire;

	it("[XS10] makes one player of 1,000 first calls at once", async () => {
		const one = await start();
		const views = await Promise.all(
			Array.from({ length: 1_000 }, () => one.manager.getPlayerView(playerOf("42"))),
		);
		expect(new Set(views.map(({ data }) => data)).size).toBe(1);
		expect(await one.database.run((db) => db.$count(experienceTables.players))).toBe(1);
		expect(await viewOf(one, "42")).toEqual({
			user_id: "42",
			experience: WOODS,
			location: "clearing",
			inventory: [],
			quests: [
				{ id: "seven-dreams", title: "Find the seven dream bottles", status: "active", found: [], needed: 7 },
			],
		});
	});

	it("[XS11] gives the one bottle to one of 500 who take it at once", async () => {
		const one = await start();
		const results = await Promise.all(
			Array.from({ length: 500 }, (_, at) =>
				one.manager.act(playerOf(`u${at}`), { action: { action: "take", item: "ember-dream" } }),
			),
		);
		expect(results.filter(({ success }) => success)).toHaveLength(1);
		expect(results.filter(({ code }) => code === "already_taken")).toHaveLength(499);
		expect(await toldIn(one.log, sharedTopic(WOODS))).toHaveLength(1);
	});

	it("[XS11] gives each bottle to one of all who take it, whichever process they ask", async () => {
		const database = await openEmpty();
		const log = createMemoryLog({ shared: true });
		const both = await Promise.all([testExperiences(database, { log }), testExperiences(database, { log })]);
		const players = Array.from({ length: 40 }, (_, at) => playerOf(`u${at}`));
		await Promise.all(players.map((player) => both[0]!.manager.view(player)));
		const bottles = both[0]!.definitions.get(WOODS)!.items.map(({ id }) => id);
		const results = await Promise.all(
			bottles.flatMap((item) =>
				players.map((player, at) =>
					both[at % 2]!.manager.act(player, { vouched: true, action: { action: "take", item } }),
				),
			),
		);
		expect(results.filter(({ success }) => success)).toHaveLength(7);
		expect(new Set(results.flatMap(({ code }) => code ?? []))).toEqual(new Set(["already_taken"]));
		expect(await toldIn(log, sharedTopic(WOODS))).toHaveLength(7);
	});

	it("[XS12] tells a taker in their own topic what is theirs, everybody in the shared one what is gone, and answers where", async () => {
		const one = await start();
		const before = await one.manager.view(playerOf("42"));
		const result = await one.manager.act(playerOf("42"), {
			id: "a1",
			action: { action: "take", item: "ember-dream" },
		});
		const topic = userTopic(playerOf("42"));
		expect(result).toEqual({
			type: "action_result",
			id: "a1",
			action: "take",
			success: true,
			message: "You take the Ember Dream. Find the seven dream bottles: 1 of 7.",
			state_changes: { cursor: formatCursor(await one.log.head(topic)) },
		});
		expect(await toldIn(one.log, topic)).toMatchObject([
			{
				type: "world_update",
				version: "0.3",
				changes: [{ operation: "add", to: { kind: "inventory" }, item: { id: "ember-dream" } }],
				metadata: { action: "take", action_id: "a1" },
			},
			{ type: "quest_update", quest: { found: ["ember-dream"] } },
		]);
		expect(await toldIn(one.log, sharedTopic(WOODS))).toMatchObject([
			{
				type: "shared_update",
				user_id: "42",
				changes: [
					{ operation: "remove", from: { kind: "location", id: "clearing" }, item_id: "ember-dream" },
				],
				quests: [{ found: ["ember-dream"] }],
			},
		]);
		expect(
			one.bus.published.map(({ subject, data }) => [subject, (JSON.parse(data) as WorldUpdateWire).type]),
		).toEqual([["world.updates.user.42", "world_update"]]);
		const read = await one.log.read(topic, before.cursor, 10);
		expect(read.ok && read.entries.map(({ type }) => type)).toEqual([
			"numbered",
			"world_update",
			"quest_update",
		]);
		const after = await one.manager.view(playerOf("42"));
		expect(after.cursor).toEqual(await one.log.head(topic));
		const world = JSON.parse((await one.manager.world(WOODS)).data) as SharedWorldWire;
		expect(world.locations[0]?.items).toEqual([]);
	});

	it("[XS13] does an action once that comes ten times with one id", async () => {
		const one = await start();
		const take = { id: "same", action: { action: "take", item: "ember-dream" } } as const;
		const results = await Promise.all(
			Array.from({ length: 10 }, () => one.manager.act(playerOf("42"), take)),
		);
		expect(results.every(({ success }) => success)).toBe(true);
		expect(results.filter(({ repeated }) => repeated)).toHaveLength(9);
		const { repeated: _, ...first } = results.find(({ repeated }) => !repeated)!;
		for (const { repeated: _, ...same } of results) expect(same).toEqual(first);
		expect(await toldIn(one.log, userTopic(playerOf("42")))).toHaveLength(2);
	});

	it("[XS14] a message is taken with what it asks for, and narrated after that", async () => {
		const one = await start();
		let woken = 0;
		one.manager.narrations.onAdded(() => (woken += 1));
		const taken = await one.manager.chat(playerOf("42"), { id: "m1", content: "Please pick up the bottle!" });
		expect(taken.messageId).toBe("m1");
		expect(woken).toBe(1);
		expect(
			await one.manager.chat(playerOf("42"), { id: "m1", content: "Please pick up the bottle!" }),
		).toEqual(taken);
		const [narration, ...more] = await one.manager.narrations.claim(10);
		expect(more).toEqual([]);
		expect(narration).toMatchObject({
			attempts: 1,
			player: playerOf("42"),
			request: {
				id: "m1",
				said: "Please pick up the bottle!",
				happening: { kind: "taken", item: { name: "Ember Dream" } },
			},
		});
		expect(await one.manager.narrations.claim(10)).toEqual([]);
		expect(await one.manager.narrations.finish(narration!, ["It is warm.", "Very."])).toBe(true);
		expect(await one.manager.narrations.finish(narration!, ["Twice."])).toBe(false);
		const topic = userTopic(playerOf("42"));
		const read = await one.log.read(topic, taken.cursor, 10);
		expect(read.ok && read.entries.map(({ type }) => type)).toEqual([
			"world_update",
			"quest_update",
			"content",
			"content",
		]);
		expect((await toldIn(one.log, topic)).slice(2)).toMatchObject([
			{ text: "It is warm.", index: 0, done: false },
			{ text: "Very.", index: 1, done: true },
		]);
	});

	it("[XS15] whoever walks into another location is there, and who stands still costs nothing", async () => {
		const one = await start();
		const grove = { x: 62, y: 1, z: 3 };
		await one.manager.moveTo(playerOf("42"), grove);
		expect((await viewOf(one, "42")).location).toBe("grove");
		await one.manager.moveTo(playerOf("42"), grove);
		let calls = 0;
		const { transaction } = one.database;
		Object.assign(one.database, {
			transaction: (...given: Parameters<typeof transaction>) => ((calls += 1), transaction(...given)),
		});
		for (let at = 0; at < 50; at += 1) await one.manager.moveTo(playerOf("42"), { ...grove, z: at / 10 });
		expect(calls).toBe(0);
		await one.manager.moveTo(playerOf("42"), { x: 1000, y: 0, z: 0 });
		expect(await entriesOf(one.log, userTopic(playerOf("42")))).toHaveLength(2);
		// Whoever went elsewhere by words is where they stand as soon as that is told anew.
		await one.manager.act(playerOf("42"), { action: { action: "move", location: "clearing" } });
		await one.manager.moveTo(playerOf("42"), grove);
		expect((await viewOf(one, "42")).location).toBe("grove");
	});
}

onBothDatabases("the state of experiences", suite);
