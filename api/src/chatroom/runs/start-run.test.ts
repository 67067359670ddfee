import { asc } from "drizzle-orm";
import { expect, it } from "vitest";
import { ensureRun, finishRun, unfinishedRuns } from "./start-run.js";
import { shardOf, SHARDS } from "./shard.js";
import { manySocieties, RUN, seedSocieties } from "./testing/seed-societies.js";
import { onBothDatabases, runTables } from "./testing/run-tables.js";
import { testDeps } from "./testing/test-run.js";

onBothDatabases("the beginning of a run", (openEmpty) => {
	const shardsIn = async (database: Awaited<ReturnType<typeof openEmpty>>) =>
		database.run((sql) => sql.select().from(runTables.shards).orderBy(asc(runTables.shards.shard)));

	it("[CG4] is written once, however many begin it, and is as the first had it", async () => {
		const database = await openEmpty();
		const deps = testDeps(database);
		const others = Array.from({ length: 8 }, (_, at) => ({ ...RUN, seed: `seed ${at}` }));
		const begun = await Promise.all(others.map((run) => ensureRun(deps, run)));
		expect(others).toContainEqual(begun[0]);
		expect(new Set(begun.map(({ seed }) => seed)).size).toBe(1);
		deps.clock.now += 60;
		expect(await ensureRun(deps, RUN)).toEqual(begun[0]);
		expect(await database.run((sql) => sql.select().from(runTables.log))).toEqual([
			{ ...begun[0], startedAt: deps.clock.now - 60, finishedAt: null },
		]);
		expect(await shardsIn(database)).toHaveLength(SHARDS);
	});

	it("[CG4] counts who is in it, shard by shard, and leaves out who joined later; what has nobody is done", async () => {
		const database = await openEmpty();
		const societies = manySocieties(40);
		await database.run((sql) => seedSocieties(sql, societies.slice(0, 30), { joinedAt: RUN.slot - 1 }));
		await database.run((sql) => seedSocieties(sql, societies.slice(30), { joinedAt: RUN.slot }));
		await ensureRun(testDeps(database), RUN);
		const totals = new Array<number>(SHARDS).fill(0);
		for (const { userId } of societies.slice(0, 30)) totals[shardOf(userId)]! += 1;
		const shards = await shardsIn(database);
		expect(shards.map(({ total }) => total)).toEqual(totals);
		expect(shards.map(({ isDone }) => isDone)).toEqual(totals.map((total) => total === 0));
		expect(shards.every(({ doneUpTo, users }) => doneUpTo === "" && users === 0)).toBe(true);
	});

	it("[CG4] is found by whoever goes on with it, the oldest first, until it is finished, which is written once", async () => {
		const database = await openEmpty();
		const deps = testDeps(database);
		const later = { ...RUN, runId: "2027-01-01/06:00", slot: RUN.slot + 43_200, day: "01-01" };
		await database.run((sql) => seedSocieties(sql, manySocieties(3)));
		await ensureRun(deps, later);
		await ensureRun(deps, RUN);
		expect(await unfinishedRuns(deps)).toEqual([RUN, later]);
		expect(await database.run((sql) => finishRun(sql, RUN.runId, 1))).toBe(false);
		await database.run((sql) => sql.update(runTables.shards).set({ isDone: true }));
		expect(await database.run((sql) => finishRun(sql, RUN.runId, 2))).toBe(true);
		expect(await database.run((sql) => finishRun(sql, RUN.runId, 3))).toBe(true);
		expect(await unfinishedRuns(deps)).toEqual([later]);
		const [log] = await database.run((sql) =>
			sql.select().from(runTables.log).orderBy(asc(runTables.log.slot)),
		);
		expect(log).toMatchObject({ runId: RUN.runId, finishedAt: 2 });
	});
});
