import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { countRun, etaOf, readRuns } from "./progress.js";
import { ensureRun } from "./start-run.js";
import { embeddedDatabase } from "./testing/embedded-database.js";
import { runTables } from "./testing/run-tables.js";
import { manySocieties, RUN } from "./testing/seed-societies.js";
import { begunRun } from "./testing/test-run.js";

describe("how far a run is", () => {
	const openEmpty = embeddedDatabase();
	const { shards, log } = runTables;

	it("[CG12] is the sum of its shards; who left before their turn is not missed, who was erased after it counts", async () => {
		const database = await openEmpty();
		const deps = await begunRun(database, manySocieties(30, 3));
		const counts = () => database.run((sql) => countRun(sql, RUN.runId));
		const begun = { run_id: RUN.runId, slot: RUN.slot, started_at: deps.clock.now, finished_at: null };
		const none = { users_done: 0, conversations: 0, skipped: 0, ran_away: 0 };
		expect(await counts()).toEqual({ ...begun, users: 30, ...none });
		const set = (shard: number, values: Partial<typeof shards.$inferInsert>) =>
			database.run((sql) => sql.update(shards).set(values).where(eq(shards.shard, shard)));
		await set(0, { total: 10, users: 4, talked: 3, skipped: 1, ranAway: 2 });
		await set(1, { total: 10, users: 8, talked: 8, isDone: true });
		await set(2, { total: 10, users: 10, talked: 5, skipped: 5, ranAway: 1, isDone: true });
		expect(await counts()).toEqual({
			...begun,
			users: 28,
			users_done: 22,
			conversations: 16,
			skipped: 6,
			ran_away: 3,
		});
	});

	it("[CG12] is told of runs with the newest first, with a guess when they are done", async () => {
		const database = await openEmpty();
		const deps = await begunRun(database, manySocieties(30, 1));
		deps.clock.now += 100;
		await ensureRun(deps, { ...RUN, runId: "later", slot: RUN.slot + 1 });
		await database.run((sql) => sql.update(shards).set({ users: 10 }).where(eq(shards.shard, 0)));
		await database.run((sql) => sql.update(log).set({ finishedAt: 7 }).where(eq(log.runId, "later")));
		const runs = await database.run((sql) => readRuns(sql, { limit: 10, now: deps.clock.now }));
		expect(runs.map(({ run_id: id, eta_seconds: eta }) => [id, eta])).toEqual([
			["later", 0],
			[RUN.runId, 200],
		]);
		expect(await database.run((sql) => readRuns(sql, { limit: 1, now: 0 }))).toHaveLength(1);
	});

	it("[CG12] is guessed from what was done since a time, and not before anything was", () => {
		const run = {
			run_id: "r",
			slot: 0,
			started_at: 0,
			finished_at: null,
			conversations: 0,
			skipped: 0,
			ran_away: 0,
		};
		const counts = { ...run, users: 100, users_done: 40 };
		expect(etaOf(counts, 20, { at: 10, usersDone: 20 })).toBe(30);
		expect(etaOf(counts, 20, { at: 10, usersDone: 40 })).toBeNull();
		expect(etaOf({ ...counts, finished_at: 20 }, 20, { at: 20, usersDone: 40 })).toBe(0);
	});
});
