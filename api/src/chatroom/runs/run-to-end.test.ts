import { expect, it } from "vitest";
import type { RunWire } from "../chatroom-wire.js";
import { runToEnd } from "./run-to-end.js";
import { digest } from "./testing/digest.js";
import { manySocieties, RUN, seedSocieties } from "./testing/seed-societies.js";
import { onBothDatabases, runTables } from "./testing/run-tables.js";
import { begunRun, cleanDigest, finish, testDeps } from "./testing/test-run.js";

/** Few shards, so that some have several batches. */
const SOCIETIES = manySocieties(90, 10);

/** Users of whom some are read along by somebody. */
const SEEDING = { followedUntil: (_: unknown, index: number) => (index % 7 === 0 ? RUN.slot + 1_000 : 0) };

onBothDatabases("a run", (openEmpty) => {
	it("[CG10] comes to the same, byte for byte, by batches of any size and any number of workers", async () => {
		const database = await openEmpty();
		const clean = await cleanDigest(database, SOCIETIES, SEEDING);
		for (const options of [{ batch: 2, workers: 4 }, { batch: 3, workers: 2 }, { batch: 7 }]) {
			const deps = await begunRun(await openEmpty(), SOCIETIES, SEEDING);
			await finish(deps, options);
			expect(await database.run(digest)).toEqual(clean);
		}
	}, 60_000);

	it("[CG10] is another with another seed, or at another time", async () => {
		const database = await openEmpty();
		const clean = await cleanDigest(database, SOCIETIES);
		for (const other of [
			{ ...RUN, seed: "other" },
			{ ...RUN, runId: "other" },
		]) {
			await openEmpty();
			await database.run((sql) => seedSocieties(sql, SOCIETIES));
			await runToEnd(testDeps(database), other, { signal: new AbortController().signal });
			const { chatling_conversations: conversations } = await database.run(digest);
			expect(conversations).not.toBe(clean["chatling_conversations"]);
		}
	});

	it("[CG11] that is done is done: whoever comes later changes nothing, and is told how it stands", async () => {
		const database = await openEmpty();
		const deps = await begunRun(database, SOCIETIES);
		const first = await finish(deps);
		const before = await database.run(digest);
		deps.clock.now += 3_600;
		expect(await finish(deps)).toEqual(first);
		expect(await database.run(digest)).toEqual(before);
	});

	it("[CG12] tells how far it is, and what it came to", async () => {
		const database = await openEmpty();
		const deps = await begunRun(database, SOCIETIES);
		const told: RunWire[] = [];
		const now = (): number => (deps.clock.now += 0.3);
		const finished = await finish({ ...deps, now }, { batch: 2, onProgress: (run) => void told.push(run) });
		const { users_done: done, conversations, skipped, ran_away: ranAway } = finished;
		const rows = await database.run(async (sql) => ({
			conversations: await sql.$count(runTables.conversations),
			ranAway: await sql.$count(runTables.runaways),
		}));
		expect(finished).toMatchObject({ run_id: RUN.runId, slot: RUN.slot, users: 90, eta_seconds: 0 });
		expect({ done, conversations, skipped, ranAway }).toEqual({
			done: 90,
			conversations: rows.conversations,
			skipped: 90 - rows.conversations,
			ranAway: rows.ranAway,
		});
		expect(rows.ranAway).toBeGreaterThan(0);
		expect(told.length).toBeGreaterThan(10);
		expect(told.at(-1)).toEqual(finished);
		const unfinished = told.slice(0, -1);
		expect(unfinished.every((run) => run.users === 90 && run.eta_seconds! >= 0)).toBe(true);
		expect(unfinished.map((run) => run.users_done)).toEqual(
			unfinished.map((run) => run.users_done).sort((a, b) => a - b),
		);
	});

	it("[CG13] that is stopped is left as it is, and others go on at once", async () => {
		const database = await openEmpty();
		const clean = await cleanDigest(database, SOCIETIES);
		const deps = await begunRun(await openEmpty(), SOCIETIES);
		const reason = new Error("enough");
		for (const after of [1, 5, 20]) {
			const stop = new AbortController();
			let steps = 0;
			const now = (): number => {
				// Asked for each batch and each claim.
				if ((steps += 1) > 3 + after) stop.abort(reason);
				return deps.clock.now;
			};
			await expect(finish({ ...deps, now }, { batch: 2, signal: stop.signal })).rejects.toBe(reason);
		}
		// The clock stands still: nobody's lease has run out.
		await finish(deps);
		expect(await database.run(digest)).toEqual(clean);
	});

	it("[CG14] is refused where there is nothing to talk of, and nobody waits for ever", async () => {
		const database = await openEmpty();
		const deps = await begunRun(database, SOCIETIES.slice(0, 5));
		await database.run((sql) => sql.delete(runTables.topics));
		await expect(finish(deps, { workers: 3 })).rejects.toThrow(/nothing to talk of/);
	});
});
