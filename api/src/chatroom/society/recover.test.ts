import { afterEach, beforeEach, expect, it } from "vitest";
import { seededRandom } from "../../wording/random.js";
import type { RecoveryWire } from "../chatroom-wire.js";
import { RECOVERY } from "../core/rates.js";
import type { Difficulty } from "../core/recovery.js";
import type { RunawayRow } from "./runaway-wire.js";
import { chatling, FIRST_NUMBER, runaway, seedSociety } from "./testing/seed-society.js";
import { openSocietyEdge, SEED, type SocietyEdge } from "./testing/society-edge.js";
import { everythingIn, onBothDatabases, societyTables as tables } from "./testing/society-tables.js";

/** Whether an attempt at a runaway of Ana's is won, as the contract of seeds has it. */
function isLucky(creatureId: string, attempts: number, difficulty: Difficulty): boolean {
	const seed = [SEED, "recovery", "ana", creatureId, 500, attempts];
	return seededRandom(JSON.stringify(seed))() < RECOVERY[difficulty];
}

/** The first id of a chatling whose attempts come out so, each harder than the one before. */
function idOf(...outcomes: readonly boolean[]): string {
	const difficulties = ["easy", "normal", "hard"] as const;
	const isIt = (id: string) =>
		outcomes.every((isWon, at) => isLucky(id, at, difficulties[Math.min(at, 2)]!) === isWon);
	for (let at = 0; ; at += 1) if (isIt(`r${at}`)) return `r${at}`;
}

const [WON, LOST_THEN_WON, LOST_TWICE] = [idOf(true), idOf(false, true), idOf(false, false, false)];

onBothDatabases("winning a runaway back", (openEmpty) => {
	let database: Awaited<ReturnType<typeof openEmpty>>;
	let edge: SocietyEdge;
	beforeEach(async () => {
		database = await openEmpty();
		edge = await openSocietyEdge(database);
	});
	afterEach(() => edge.close());

	const start = (coins: number, creatureId: string, other: Partial<RunawayRow> = {}): Promise<void> =>
		seedSociety(database, {
			userId: "ana",
			coins,
			friendships: { [`friend ${creatureId}`]: 12 },
			chatlings: [chatling("friend")],
			runaways: [runaway("ana", creatureId, other)],
		});
	const recover = (creatureId: string, attempt: number) =>
		edge.ask("ana", `post recover/${creatureId}`, { attempt });
	const answerOf = async (creatureId: string, attempt: number): Promise<RecoveryWire> => {
		const { status, body } = await recover(creatureId, attempt);
		expect(status).toBe(200);
		return body as RecoveryWire;
	};
	const coinsLeft = async (): Promise<number> => (await edge.ask("ana", "get moods")).body.coins as number;

	it("[CE5] brings it back calm, with its friends, in no team, and says so", async () => {
		const left = chatling(WON, { mood: "unhappy", unhappyCount: 5, isInTeam: true, isMeditating: true });
		await start(100, WON, { chatling: left });
		expect(await answerOf(WON, 0)).toEqual({ creature_id: WON, is_won: true, coins: 90 });
		const { body: moods } = await edge.ask("ana", "get moods");
		expect(moods.coins).toBe(90);
		expect(moods.chatlings[1]).toEqual({
			id: WON,
			name: left.name,
			personality: "kind",
			likes: ["food"],
			dislikes: [],
			mood: "neutral",
			unhappy_count: 0,
			is_meditating: false,
			is_in_team: false,
			friendships: [{ id: "friend", value: 12 }],
		});
		expect((await edge.ask("ana", "get runaways")).body.runaways).toEqual([]);
		const { body: unread } = await edge.ask("ana", "get unread");
		expect(unread.notifications).toEqual([
			{
				id: expect.stringMatching(new RegExp(`^recovered:[0-9a-f]{32}:${WON}$`)),
				kind: "recovered",
				data: { creature_id: WON, name: left.name, attempt: 0 },
				created_at: 2_000,
				is_read: false,
			},
		]);
	});

	it("[CE5] makes it harder where it fails, costs more then, and leaves it away", async () => {
		await start(200, LOST_TWICE);
		const { body: before } = await edge.ask("ana", "get runaways");
		expect(before.runaways[0]).toMatchObject({ difficulty: "easy", cost: 10, chance: 0.8, attempts: 0 });
		const first = await answerOf(LOST_TWICE, 0);
		const harder = { difficulty: "normal", cost: 25, chance: 0.5, attempts: 1, ran_at: 500 };
		expect(first).toMatchObject({ is_won: false, coins: 190, runaway: harder });
		const second = await answerOf(LOST_TWICE, 1);
		const hard = { difficulty: "hard", cost: 50, chance: 0.2, attempts: 2 };
		expect(second).toMatchObject({ is_won: false, coins: 165, runaway: hard });
		const third = await answerOf(LOST_TWICE, 2);
		expect(third).toMatchObject({ is_won: false, coins: 115, runaway: { ...hard, attempts: 3 } });
		const { body: after } = await edge.ask("ana", "get runaways");
		expect(after).toEqual({ coins: 115, runaways: [third.runaway] });
		expect(edge.told.map(({ data }) => JSON.parse(data) as object)).toEqual(
			Array.from({ length: 3 }, () => ({ creature_id: LOST_TWICE, is_won: false })),
		);
		expect((await edge.ask("ana", "get unread")).body.notifications).toEqual([]);
	});

	it("[CE5] takes nothing where there are not enough coins", async () => {
		await start(9, WON);
		const before = await everythingIn(database);
		const { status, body } = await recover(WON, 0);
		expect(status).toBe(402);
		expect(body).toMatchObject({ type: "urn:earshot:problem:payment-required", coins: 9, cost: 10 });
		expect(await everythingIn(database)).toBe(before);
		expect(edge.told).toEqual([]);
	});

	it("[CE5] may cost the last coin", async () => {
		await start(10, WON);
		expect(await answerOf(WON, 0)).toMatchObject({ is_won: true, coins: 0 });
	});

	it("[CE6] answers an attempt again as it was, for nothing", async () => {
		await start(100, LOST_THEN_WON);
		const lost = await answerOf(LOST_THEN_WON, 0);
		expect(await answerOf(LOST_THEN_WON, 0)).toEqual(lost);
		const won = await answerOf(LOST_THEN_WON, 1);
		expect(won).toEqual({ creature_id: LOST_THEN_WON, is_won: true, coins: 65 });
		const before = await everythingIn(database);
		expect(await answerOf(LOST_THEN_WON, 1)).toEqual(won);
		// That it is back by now does not make the first attempt a good one.
		expect(await answerOf(LOST_THEN_WON, 0)).toEqual({ ...won, is_won: false });
		expect((await recover(LOST_THEN_WON, 2)).status).toBe(404);
		expect(await everythingIn(database)).toBe(before);
		expect(edge.told).toHaveLength(2);
	});

	it("[CE6] tries no attempt before those that come before it", async () => {
		await start(100, WON);
		const { status, body } = await recover(WON, 1);
		expect(status).toBe(409);
		expect(body).toMatchObject({ reason: "attempts_missing" });
		expect(await coinsLeft()).toBe(100);
	});

	it("[CE6] is tried anew of one that ran away again", async () => {
		await start(100, WON);
		await answerOf(WON, 0);
		await database.run(async (db) => {
			await db.delete(tables.rewards);
			await db.insert(tables.runaways).values(runaway("ana", WON, { ranAt: 900 }));
		});
		await answerOf(WON, 0);
		expect(await coinsLeft()).toBe(80);
	});

	it.each([
		["won", WON, 90],
		["lost", LOST_TWICE, 90],
	])("[CE6] fifty times at once is one attempt that is %s: one fee, one answer", async (_name, id, coins) => {
		await start(100, id);
		const answers = await Promise.all(Array.from({ length: 50 }, () => answerOf(id, 0)));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]).toMatchObject({ coins });
		expect(await coinsLeft()).toBe(coins);
		expect(edge.told.map(({ number }) => number)).toEqual([FIRST_NUMBER + 1]);
		expect(await database.run((db) => db.$count(tables.runaways))).toBe(id === WON ? 0 : 1);
		expect(await database.run((db) => db.$count(tables.notifications))).toBe(id === WON ? 1 : 0);
	});

	it("[CE6] of several with coins for one takes what it costs once, and refuses the others", async () => {
		const ids = Array.from({ length: 10 }, (_, at) => `r${at}`);
		const runaways = ids.map((id) => runaway("ana", id));
		await seedSociety(database, { userId: "ana", coins: 10, runaways });
		const statuses = await Promise.all(ids.map(async (id) => (await recover(id, 0)).status));
		expect(statuses.toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 402)]);
		expect(await coinsLeft()).toBe(0);
	});

	it.each(["friend", "nobody", "__proto__"])("[CE2] is not for one that is not away: %s", async (id) => {
		await start(100, WON);
		expect((await recover(id, 0)).status).toBe(404);
		expect(await coinsLeft()).toBe(100);
	});
});
