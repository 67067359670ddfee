import { afterEach, beforeEach, expect, it } from "vitest";
import type { CollectionWire } from "../chatroom-wire.js";
import { shardOf } from "../runs/shard.js";
import { chatling, FIRST_NUMBER, runaway, seedSociety } from "./testing/seed-society.js";
import { openSocietyEdge, type SocietyEdge } from "./testing/society-edge.js";
import { everythingIn, onBothDatabases, societyTables as tables } from "./testing/society-tables.js";

const given = (id: string, other: object = {}) => ({
	id,
	name: `Name of ${id}`,
	personality: "kind",
	likes: ["food"],
	dislikes: [],
	...other,
});

onBothDatabases("what games give", (openEmpty) => {
	let database: Awaited<ReturnType<typeof openEmpty>>;
	let edge: SocietyEdge;
	beforeEach(async () => {
		database = await openEmpty();
		edge = await openSocietyEdge(database);
	});
	afterEach(() => edge.close());

	const give = async (gift: object, userId = "ana"): Promise<CollectionWire> => {
		const { status, body } = await edge.give(userId, gift);
		expect(status).toBe(200);
		return body as CollectionWire;
	};
	const collection = async () => (await edge.society.chatlingsOf(["ana"])).get("ana");

	it("[CE9] makes the society of a user who has none, who is in the runs from then on", async () => {
		expect(await give({ chatlings: [given("b"), given("a")], coins: 30 })).toEqual({
			user_id: "ana",
			coins: 30,
			added: ["b", "a"],
			is_repeated: false,
		});
		const users = await database.run((db) => db.select().from(tables.users));
		expect(users).toMatchObject([
			{ userId: "ana", shard: shardOf("ana"), joinedAt: 2_000, coins: 30, friendships: {}, said: [] },
		]);
		// Above every number that a society of before may have had.
		expect(users[0]!.lastNumber).toBeGreaterThan(1e12);
		expect(await collection()).toEqual([chatling("a"), chatling("b")]);
		expect(edge.told).toEqual([]);
	});

	it("[CE9] adds what is new, and leaves the others as they feel and stand, under the name they have now", async () => {
		const sad = chatling("sad", { mood: "unhappy", unhappyCount: 2, isMeditating: true });
		const glad = chatling("glad", { mood: "happy", isInTeam: true });
		await seedSociety(database, { userId: "ana", coins: 5, chatlings: [sad, glad] });
		const renamed = given("sad", { name: "Sade", personality: "shy", likes: [], dislikes: ["work"] });
		const { added, coins } = await give({ chatlings: [renamed, given("new"), given("glad")] });
		expect([added, coins]).toEqual([["new"], 5]);
		const { name, personality } = { name: "Sade", personality: "shy" } as const;
		expect(await collection()).toEqual([
			glad,
			chatling("new"),
			{ ...sad, name, personality, likes: [], dislikes: ["work"] },
		]);
	});

	it("[CE9] tells a user who reads along of what is other than before, and of nothing else", async () => {
		await seedSociety(database, { userId: "ana", followedUntil: 2_001, chatlings: [chatling("a")] });
		await give({ chatlings: [given("a")] });
		expect(edge.told).toEqual([]);
		await give({ coins: 1 });
		await give({ chatlings: [given("a", { name: "Abel" })] });
		await give({ chatlings: [given("b")] });
		expect(edge.told.map(({ topic, number, data }) => [topic, number, JSON.parse(data)])).toEqual(
			[1, 2, 3].map((at) => ["chatroom:ana", FIRST_NUMBER + at, { reason: "collection" }]),
		);
		edge.clock.now = 2_001;
		await give({ coins: 1 });
		expect(edge.told).toHaveLength(3);
	});

	it("[CE9] brings nobody back who ran away", async () => {
		await seedSociety(database, { userId: "ana", runaways: [runaway("ana", "gone")] });
		const { added } = await give({ chatlings: [given("gone", { name: "Other" }), given("a")] });
		expect(added).toEqual(["a"]);
		expect(await collection()).toEqual([chatling("a")]);
		expect((await edge.ask("ana", "get runaways")).body.runaways).toMatchObject([
			{ creature_id: "gone", name: "Name of gone" },
		]);
	});

	it("[CE9] with an id once, however often and however closely it is asked", async () => {
		const gift = { id: "g1", coins: 7, chatlings: [given("a")] };
		const answers = await Promise.all(Array.from({ length: 20 }, () => give(gift)));
		expect(answers.filter(({ is_repeated: isRepeated }) => !isRepeated)).toHaveLength(1);
		expect(new Set(answers.map(({ coins }) => coins))).toEqual(new Set([7]));
		expect(await give({ ...gift, coins: 100 })).toEqual({
			user_id: "ana",
			coins: 7,
			added: [],
			is_repeated: true,
		});
		expect((await give({ ...gift, id: "g2" })).coins).toBe(14);
		expect((await give(gift, "ben")).coins).toBe(7);
		await give({ coins: 1 });
		expect((await give({ coins: 1 })).coins).toBe(16);
	});

	it("[CE9] remembers ids for a day", async () => {
		await give({ id: "old", coins: 1 });
		edge.clock.now += 86_400;
		await give({ id: "old", coins: 1 });
		await give({ id: "newer", coins: 1 });
		expect((await give({ id: "old", coins: 1 })).coins).toBe(2);
		edge.clock.now += 1;
		await give({ id: "newest", coins: 1 });
		const ids = await database.run((db) => db.select({ id: tables.gifts.giftId }).from(tables.gifts));
		expect(ids.map(({ id }) => id).toSorted()).toEqual(["newer", "newest"]);
	});

	it("[CE9] gives nothing at all of what would be too much", async () => {
		const ids = Array.from({ length: 48 }, (_, at) => `c${at}`);
		await seedSociety(database, {
			userId: "ana",
			chatlings: ids.map((id) => chatling(id)),
			runaways: [runaway("ana", "gone")],
		});
		const before = await everythingIn(database);
		const { status, body } = await edge.give("ana", {
			id: "g",
			coins: 5,
			chatlings: [given("new1"), given("new2")],
		});
		expect(status).toBe(409);
		expect(body).toMatchObject({ reason: "too_many_chatlings" });
		expect(await everythingIn(database)).toBe(before);
		const fits = [given("c1"), given("gone"), given("new1")];
		expect((await give({ id: "g", chatlings: fits })).added).toEqual(["new1"]);
	});

	it("[CE9] takes a body as large as fifty chatlings can make it, and no larger", async () => {
		const id = (at: number) => `${"€".repeat(62)}${at}`;
		const largest = Array.from({ length: 50 }, (_, at) => given(id(at + 10), { name: "🦊".repeat(20) }));
		expect((await give({ chatlings: largest })).added).toHaveLength(50);
		const { status } = await edge.give("ben", { id: "x".repeat(70_000) });
		expect(status).toBe(413);
	});
});
