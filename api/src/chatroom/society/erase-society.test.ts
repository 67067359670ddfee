import { afterEach, beforeEach, expect, it } from "vitest";
import { runToEnd } from "../runs/run-to-end.js";
import { manySocieties, RUN, seedSocieties } from "../runs/testing/seed-societies.js";
import { shardOf } from "../runs/shard.js";
import { holdUser } from "./society-rows.js";
import {
	chatling,
	conversation,
	FIRST_NUMBER,
	notification,
	runaway,
	seedSociety,
} from "./testing/seed-society.js";
import { openSocietyEdge, type SocietyEdge } from "./testing/society-edge.js";
import {
	everythingIn,
	onBothDatabases,
	societyTables as tables,
	TALKED_AT,
} from "./testing/society-tables.js";

onBothDatabases("erasing a user from the chatroom", (openEmpty) => {
	let database: Awaited<ReturnType<typeof openEmpty>>;
	let edge: SocietyEdge;
	beforeEach(async () => {
		database = await openEmpty();
		edge = await openSocietyEdge(database);
	});
	afterEach(() => edge.close());

	const seedAll = async (userId: string, { id, at }: { readonly id: string; readonly at: number }) => {
		const said = { speakerId: "a", opinion: "positive", line: `Said to ${userId}.` } as const;
		await seedSociety(database, {
			userId,
			coins: 10,
			friendships: { "a b": 5 },
			followedUntil: 1e9,
			chatlings: [chatling("a", { mood: "unhappy", name: `Of ${userId}` })],
			runaways: [runaway(userId, "gone")],
			conversations: [conversation(userId, id, { createdAt: at })],
			messages: [{ conversationId: id, messageOrder: 0, createdAt: at, ...said }],
			notifications: [notification(userId, `n-${id}`, { data: { name: `Of ${userId}` } })],
		});
		await edge.give(userId, { id: "g", coins: 1 });
		await edge.ask(userId, "post meditate/a", { meditating: true });
	};

	it("[CE15] leaves nothing of them in any table, and all of others", async () => {
		await seedAll("ben-user", { id: "of-ben", at: TALKED_AT });
		const before = await everythingIn(database);
		// In another month than the other's.
		await seedAll("ana-user", { id: "of-ana", at: TALKED_AT + 31 * 86_400 });
		expect(await everythingIn(database)).toContain("ana-user");
		expect(await edge.society.userData.erase("ana-user")).toBe(2);
		expect(await everythingIn(database)).toBe(before);
		expect(edge.erased).toEqual([["chatroom:ana-user", FIRST_NUMBER + 2]]);
	});

	it("[CE15] is harmless asked again, and of who never was", async () => {
		await seedAll("ana", { id: "c", at: TALKED_AT });
		await edge.society.userData.erase("ana");
		expect(await edge.society.userData.erase("ana")).toBe(0);
		const before = await everythingIn(database);
		await edge.society.userData.erase("nobody");
		expect(await everythingIn(database)).toBe(before);
	});

	it("[CE15] goes on where it was cut off", async () => {
		await seedAll("ana", { id: "c", at: TALKED_AT });
		edge.log.isAway = true;
		await expect(edge.society.userData.erase("ana")).rejects.toThrow("the log is away");
		expect(await everythingIn(database)).not.toContain("ana");
		edge.log.isAway = false;
		expect(await edge.society.userData.erase("ana")).toBe(1);
	});

	it("[CE15] waits for what somebody is about to save, and takes that too", async () => {
		await seedSociety(database, { userId: "ana" });
		let letGo = (): void => undefined;
		const gate = new Promise<void>((resolve) => (letGo = resolve));
		let isHeld = (): void => undefined;
		const held = new Promise<void>((resolve) => (isHeld = resolve));
		const saving = database.transaction(async (sql) => {
			await holdUser(sql, "ana");
			isHeld();
			await gate;
			await sql.insert(tables.conversations).values(conversation("ana", "late"));
			await sql.insert(tables.notifications).values(notification("ana", "late"));
		});
		await held;
		const erasing = edge.society.userData.erase("ana");
		await new Promise((resolve) => setTimeout(resolve, 50));
		letGo();
		await Promise.all([saving, erasing]);
		expect(await everythingIn(database)).not.toContain("ana");
	});

	it("[CE15] leaves a run no sign of them, and where to go on", async () => {
		const all = Array.from({ length: 500 }, (_, at) => `u${1_000 + at}`);
		const [one, two, three] = all.filter((id) => shardOf(id) === shardOf(all[0]!));
		for (const userId of [one!, two!, three!]) await seedSociety(database, { userId });
		const shard = shardOf(one!);
		const doneUpTo = async () => (await database.run((db) => db.select().from(tables.shards)))[0]?.doneUpTo;
		await database.run((db) =>
			db.insert(tables.shards).values({ runId: "r", shard, total: 3, doneUpTo: two! }),
		);
		await edge.society.userData.erase(three!);
		expect(await doneUpTo()).toBe(two);
		await edge.society.userData.erase(two!);
		expect(await doneUpTo()).toBe(one);
		await edge.society.userData.erase(one!);
		expect(await doneUpTo()).toBe("");
	});

	it("[CE15] amid a run takes all of them, and the run does everybody else once", async () => {
		const societies = manySocieties(60);
		await database.run((db) => seedSocieties(db, societies));
		const ids = societies.map(({ userId }) => userId);
		const leaving = ids.filter((_, at) => at % 3 === 0);
		const deps = { database, tell: () => Promise.resolve(), now: () => RUN.slot, report: () => undefined };
		const { signal } = new AbortController();
		const running = runToEnd(deps, RUN, { signal, workers: 2, batch: 3 });
		await Promise.all([running, ...leaving.map((userId) => edge.society.userData.erase(userId))]);
		const rows = await everythingIn(database);
		for (const userId of leaving) expect(rows).not.toContain(JSON.stringify(userId));
		const talked = await database.run((db) => db.select().from(tables.conversations));
		const expected = societies.filter(
			({ userId, chatlings }) =>
				!leaving.includes(userId) && chatlings.filter((one) => !one.isMeditating).length >= 2,
		);
		expect(talked.map(({ userId }) => userId).toSorted()).toEqual(
			expected.map(({ userId }) => userId).toSorted(),
		);
		const spoken = await database.run((db) =>
			db.selectDistinct({ id: tables.messages.conversationId }).from(tables.messages),
		);
		expect(spoken.map(({ id }) => id).toSorted()).toEqual(talked.map(({ id }) => id).toSorted());
	});

	it("[CE15] lets them begin anew, numbered above all that was told before", async () => {
		await seedAll("ana", { id: "c", at: TALKED_AT });
		await edge.society.userData.erase("ana");
		expect((await edge.give("ana", { id: "g", coins: 3 })).body).toMatchObject({ coins: 3 });
		const [row] = await database.run((db) => db.select().from(tables.users));
		expect(row!.lastNumber).toBeGreaterThan(FIRST_NUMBER + 2);
	});
});
