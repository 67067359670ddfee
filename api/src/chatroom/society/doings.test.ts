import { afterEach, beforeEach, expect, it } from "vitest";
import type { MoodsWire, UnreadWire } from "../chatroom-wire.js";
import { chatling, conversation, FIRST_NUMBER, notification, seedSociety } from "./testing/seed-society.js";
import { openSocietyEdge, type SocietyEdge } from "./testing/society-edge.js";
import { everythingIn, onBothDatabases, societyTables as tables } from "./testing/society-tables.js";

onBothDatabases("what users do with their society", (openEmpty) => {
	let database: Awaited<ReturnType<typeof openEmpty>>;
	let edge: SocietyEdge;
	beforeEach(async () => {
		database = await openEmpty();
		edge = await openSocietyEdge(database);
	});
	afterEach(() => edge.close());

	/** What was told, in its order; numbered on without a gap, saved as it was handed over. */
	const told = async (): Promise<readonly object[]> => {
		const saved = await database.run((db) => db.select().from(tables.outbox).orderBy(tables.outbox.number));
		expect(edge.told).toEqual(saved);
		expect(saved.map(({ number }) => number)).toEqual(saved.map((_, at) => FIRST_NUMBER + 1 + at));
		expect(new Set(saved.map(({ topic }) => topic)).size).toBeLessThanOrEqual(1);
		return saved.map(({ type, data }) => ({ type, data: JSON.parse(data) as object }));
	};

	it("[CE7] sends an unhappy chatling to meditate, and calls it back", async () => {
		await seedSociety(database, {
			userId: "ana",
			chatlings: [chatling("sad", { mood: "unhappy" }), chatling("other", { mood: "unhappy" })],
		});
		const meditate = async (meditating: boolean): Promise<MoodsWire> =>
			(await edge.ask("ana", "post meditate/sad", { meditating })).body as MoodsWire;
		const states = (moods: MoodsWire) => moods.chatlings.map((one) => [one.id, one.is_meditating]);
		const sent = [
			["other", false],
			["sad", true],
		];
		expect(states(await meditate(true))).toEqual(sent);
		expect(states(await meditate(true))).toEqual(sent);
		expect(await told()).toEqual([{ type: "society", data: { reason: "meditation" } }]);
		expect(states(await meditate(false))[1]).toEqual(["sad", false]);
		expect(await meditate(false)).toMatchObject({ counts: { happy: 0, neutral: 0, unhappy: 2 } });
		expect(await told()).toHaveLength(2);
	});

	it.each(["happy", "neutral"] as const)("[CE7] sends no %s chatling to meditate", async (mood) => {
		await seedSociety(database, { userId: "ana", chatlings: [chatling("a", { mood })] });
		const before = await everythingIn(database);
		const { status, body } = await edge.ask("ana", "post meditate/a", { meditating: true });
		expect(status).toBe(409);
		expect(body).toMatchObject({ reason: "not_unhappy", type: "urn:earshot:problem:conflict" });
		expect((await edge.ask("ana", "post meditate/a", { meditating: false })).status).toBe(200);
		expect(await everythingIn(database)).toBe(before);
	});

	it("[CE8] makes up to three of a user's own the team, and nobody else", async () => {
		await seedSociety(database, {
			userId: "ana",
			chatlings: ["a", "b", "c", "d"].map((id) => chatling(id, { isInTeam: id === "d" })),
		});
		await seedSociety(database, { userId: "ben", chatlings: [chatling("a"), chatling("e")] });
		const choose = (ids: readonly string[]) => edge.ask("ana", "put team", { creature_ids: ids });
		const team = ({ body }: { readonly body: MoodsWire }) =>
			body.chatlings.filter((one) => one.is_in_team).map(({ id }) => id);
		expect(team(await choose(["c", "a", "b"]))).toEqual(["a", "b", "c"]);
		expect(team(await choose(["b", "a", "c"]))).toEqual(["a", "b", "c"]);
		expect(await told()).toEqual([{ type: "society", data: { reason: "team" } }]);
		const before = await everythingIn(database);
		expect((await choose(["a", "e"])).status).toBe(404);
		expect(await everythingIn(database)).toBe(before);
		expect(team(await choose([]))).toEqual([]);
		expect((await edge.ask("ben", "get moods")).body.chatlings).toMatchObject([
			{ id: "a", is_in_team: false },
			{ id: "e", is_in_team: false },
		]);
	});

	const unread = async (): Promise<UnreadWire> => (await edge.ask("ana", "get unread")).body as UnreadWire;

	it("[CE10] reads conversations and notifications one by one, each once", async () => {
		await seedSociety(database, {
			userId: "ana",
			conversations: [conversation("ana", "c1"), conversation("ana", "c2")],
			notifications: [notification("ana", "rare_event:c1"), notification("ana", "runaway:c1:b")],
		});
		expect(await unread()).toMatchObject({ conversations: 2, notifications: [{}, {}] });
		for (const id of ["c1", "runaway:c1:b", "c1", "runaway:c1:b"]) {
			edge.clock.now += 1;
			expect((await edge.ask("ana", `post mark-read/${encodeURIComponent(id)}`)).status).toBe(204);
		}
		expect(await unread()).toMatchObject({ conversations: 1, notifications: [{ id: "rare_event:c1" }] });
		expect(await told()).toEqual([
			{ type: "read", data: { id: "c1" } },
			{ type: "read", data: { id: "runaway:c1:b" } },
		]);
		const [first] = await database.run((db) =>
			db.select().from(tables.conversations).orderBy(tables.conversations.id),
		);
		expect(first).toMatchObject({ id: "c1", readAt: 2_001 });
		expect((await edge.ask("ana", "get conversations")).body.conversations).toMatchObject([
			{ id: "c2", is_read: false },
			{ id: "c1", is_read: true },
		]);
	});

	it("[CE10] reads all at once, and says so once", async () => {
		const ids = Array.from({ length: 25 }, (_, at) => `n${String(at).padStart(2, "0")}`);
		await seedSociety(database, {
			userId: "ana",
			conversations: [conversation("ana", "c1")],
			notifications: ids.map((id, at) => notification("ana", id, { createdAt: Math.floor(at / 3) })),
		});
		await seedSociety(database, { userId: "ben", conversations: [conversation("ben", "c2")] });
		const { conversations, notifications } = await unread();
		expect(conversations).toBe(1);
		expect(notifications.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 20));
		await edge.ask("ana", "post mark-all-read");
		expect(await unread()).toEqual({ conversations: 0, notifications: [] });
		await edge.ask("ana", "post mark-all-read");
		expect(await told()).toEqual([{ type: "read", data: {} }]);
		expect((await edge.ask("ben", "get unread")).body.conversations).toBe(1);
	});

	it("[CE12] tells nothing of what was not saved", async () => {
		await seedSociety(database, { userId: "ana", chatlings: [chatling("sad", { mood: "unhappy" })] });
		// Somebody has numbered on by mistake: the change cannot be told, so it is not made.
		const taken = { topic: "chatroom:ana", number: FIRST_NUMBER + 1, type: "read", data: "{}", savedAt: 1 };
		await database.run((db) => db.insert(tables.outbox).values(taken));
		const before = await everythingIn(database);
		expect((await edge.ask("ana", "post meditate/sad", { meditating: true })).status).toBe(500);
		expect(edge.told).toEqual([]);
		expect(await everythingIn(database)).toBe(before);
	});

	it("[CE13] gives collections of several users, in the order of ids, without those who are away", async () => {
		await seedSociety(database, { userId: "ana", chatlings: [chatling("b"), chatling("a")] });
		await seedSociety(database, {
			userId: "ben",
			chatlings: [chatling("z", { mood: "happy", isInTeam: true })],
		});
		await seedSociety(database, { userId: "cleo", chatlings: [chatling("c")] });
		const found = await edge.society.chatlingsOf(["ben", "nobody", "ana"]);
		expect([...found]).toEqual([
			["ben", [chatling("z", { mood: "happy", isInTeam: true })]],
			["nobody", []],
			["ana", [chatling("a"), chatling("b")]],
		]);
		expect(await edge.society.chatlingsOf([])).toEqual(new Map());
	});
});
