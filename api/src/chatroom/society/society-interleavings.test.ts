import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { RECOVERY_COST } from "../core/rates.js";
import { DIFFICULTIES } from "../core/recovery.js";
import { TOPICS } from "../core/testing/random-society.js";
import type { RecoveredData } from "./recover.js";
import { anyDeed, doDeed } from "./testing/deeds.js";
import { chatling, FIRST_NUMBER, seedSociety } from "./testing/seed-society.js";
import { openSocietyEdge, type SocietyEdge } from "./testing/society-edge.js";
import { onBothDatabases, societyTables as tables } from "./testing/society-tables.js";

/** Societies that are played with, on each database. */
const PLAYS = Number(process.env["SOCIETY_PLAYS"] ?? 10);

const USER = "ana";
const COINS = 120;
const OWN_IDS = ["a", "b", "c", "d", "e"];
const ALL_IDS = [...OWN_IDS, "f", "g"];

/** What so many attempts at one that was easy to win back at first take. */
function costOf(attempts: number): number {
	const costs = Array.from({ length: attempts }, (_, at) => RECOVERY_COST[DIFFICULTIES[Math.min(at, 2)]!]);
	return costs.reduce((sum, cost) => sum + cost, 0);
}

async function rowsOf(database: Database) {
	return database.run(async (db) => ({
		users: await db.select().from(tables.users),
		rewards: await db.select().from(tables.rewards),
		runaways: await db.select().from(tables.runaways),
		conversations: await db.select().from(tables.conversations),
		notifications: await db.select().from(tables.notifications),
		outbox: await db.select().from(tables.outbox).orderBy(tables.outbox.number),
	}));
}

/** Whatever was done, in whatever order: nobody is lost or twice, and no coin. `given`: coins. */
async function expectWhole(database: Database, given: number): Promise<void> {
	const { users, rewards, runaways, conversations, notifications, outbox } = await rowsOf(database);
	const ids = [...rewards, ...runaways].map(({ creatureId }) => creatureId);
	expect(new Set(ids).size).toBe(ids.length);
	expect(OWN_IDS.filter((id) => !ids.includes(id))).toEqual([]);

	const recovered = notifications.filter(({ kind }) => kind === "recovered");
	const spent = [
		...runaways.map(({ attempts }) => attempts),
		...recovered.map(({ data }) => (data as RecoveredData).attempt + 1),
	].reduce((sum, attempts) => sum + costOf(attempts), 0);
	const found = conversations.reduce((sum, { rareEvent }) => sum + (rareEvent?.reward ?? 0), 0);
	const { coins, lastNumber } = users[0]!;
	expect(coins).toBe(COINS + given + found - spent);
	expect(coins).toBeGreaterThanOrEqual(0);

	expect(rewards.filter(({ isInTeam }) => isInTeam).length).toBeLessThanOrEqual(3);
	expect(rewards.filter((one) => one.isMeditating && one.moodStatus !== "unhappy")).toEqual([]);
	expect(new Set(conversations.map(({ runId }) => runId)).size).toBe(conversations.length);

	expect(outbox.map(({ number }) => number)).toEqual(outbox.map((_, at) => FIRST_NUMBER + 1 + at));
	expect(lastNumber).toBe(FIRST_NUMBER + outbox.length);
	const wins = outbox.filter(({ type, data }) => type === "recovery" && data.includes('"is_won":true'));
	expect(wins).toHaveLength(recovered.length);
}

onBothDatabases("whatever happens to a society at the same time", (openEmpty) => {
	let edge: SocietyEdge | undefined;
	beforeEach(() => void (edge = undefined));
	afterEach(() => edge?.close());

	it("[CE16] loses or makes no chatling and no coin, and tells of each change once, in order", async () => {
		const moments = fc.array(fc.array(anyDeed(ALL_IDS), { minLength: 1, maxLength: 10 }), {
			minLength: 1,
			maxLength: 4,
		});
		let database = await openEmpty();
		const playground = (edge = await openSocietyEdge(database));
		await fc.assert(
			fc.asyncProperty(moments, async (all) => {
				database = await openEmpty();
				await database.run((db) =>
					db.insert(tables.topics).values(TOPICS.map((topic) => ({ ...topic, since: 0 }))),
				);
				await seedSociety(database, {
					userId: USER,
					coins: COINS,
					followedUntil: 1e12,
					chatlings: OWN_IDS.map((id, at) =>
						chatling(id, {
							mood: at % 2 === 0 ? "unhappy" : "neutral",
							unhappyCount: at % 2,
							personality: at % 2 === 0 ? "grumpy" : "cheerful",
						}),
					),
				});
				let given = 0;
				for (const deeds of all) {
					const doing = deeds.map((deed) => doDeed({ database, edge: playground, userId: USER }, deed));
					given += (await Promise.all(doing)).reduce((sum, coins) => sum + coins, 0);
					await expectWhole(database, given);
				}
			}),
			{ numRuns: PLAYS },
		);
	});
});
