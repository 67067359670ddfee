import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { SHARDS } from "./shard.js";
import { claimShard, holdShard, releaseLease, renewLease } from "./leases.js";
import { begunRun } from "./testing/test-run.js";
import { manySocieties, RUN } from "./testing/seed-societies.js";
import { onBothDatabases, runTables } from "./testing/run-tables.js";

onBothDatabases("leases of shards", (openEmpty) => {
	const begin = async () => {
		const database = await openEmpty();
		await begunRun(database, manySocieties(600));
		const claim = (now: number, seconds = 10) =>
			database.run((sql) => claimShard(sql, RUN.runId, { now, until: now + seconds }));
		return { database, claim };
	};

	it("[CG5] are given to one of many at a time, until none is left", async () => {
		const { claim } = await begin();
		const claimed = await Promise.all(Array.from({ length: SHARDS + 10 }, () => claim(100)));
		const shards = claimed.flatMap((lease) => lease?.shard ?? []);
		// On several connections one may find a shard that is just being claimed, and look no further.
		while (shards.length < SHARDS) shards.push((await claim(100))!.shard);
		expect(new Set(shards).size).toBe(SHARDS);
		expect(await claim(100)).toBeUndefined();
	});

	it("[CG5] run out, and who had the shard is not heard any more", async () => {
		const { database, claim } = await begin();
		const first = (await claim(100, 10))!;
		for (let at = 1; at < SHARDS; at += 1) await claim(100, 1_000);
		expect(await claim(109.9)).toBeUndefined();
		expect(await database.run((sql) => holdShard(sql, first))).toEqual({ doneUpTo: "" });
		const second = (await claim(110, 10))!;
		expect(second.shard).toBe(first.shard);
		expect(second.token).not.toBe(first.token);
		expect(await database.run((sql) => holdShard(sql, first))).toBeUndefined();
		expect(await database.run((sql) => renewLease(sql, first, 1_000))).toBe(false);
		await database.run((sql) => releaseLease(sql, first));
		expect(await claim(119.9)).toBeUndefined();
	});

	it("[CG5] last longer where they are renewed, and are over at once where they are released", async () => {
		const { database, claim } = await begin();
		const mine = (await claim(100, 10))!;
		for (let at = 1; at < SHARDS; at += 1) await claim(100, 1_000);
		expect(await database.run((sql) => renewLease(sql, mine, 130))).toBe(true);
		expect(await claim(129)).toBeUndefined();
		await database.run((sql) => releaseLease(sql, mine));
		expect((await claim(101))?.shard).toBe(mine.shard);
	});

	it("[CG5] begin where others stopped, and are not given of what is done", async () => {
		const { database, claim } = await begin();
		const { shards } = runTables;
		await database.run((sql) => sql.update(shards).set({ isDone: true }));
		await database.run((sql) =>
			sql.update(shards).set({ isDone: false, doneUpTo: "user-9" }).where(eq(shards.shard, 7)),
		);
		expect(await claim(100)).toMatchObject({ runId: RUN.runId, shard: 7, doneUpTo: "user-9" });
		expect(await claim(100)).toBeUndefined();
	});
});
