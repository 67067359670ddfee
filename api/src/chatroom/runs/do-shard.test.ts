import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { doShard, type WorkOptions } from "./do-shard.js";
import { claimShard } from "./leases.js";
import type { LineWriter } from "../dialogue/line-writer.js";
import { readTopics } from "./read-topics.js";
import type { RunDeps } from "./run.js";
import { embeddedDatabase } from "./testing/embedded-database.js";
import { runTables } from "./testing/run-tables.js";
import { manySocieties, RUN } from "./testing/seed-societies.js";
import { begunRun } from "./testing/test-run.js";

/** All in one shard. */
const SOCIETIES = manySocieties(8, 1);
const LEASE_SECONDS = 1;

/** Longer than a lease lasts. */
const slow: LineWriter = async ({ turns }, { signal }) => {
	await sleep(1_500, undefined, { signal });
	return { lines: turns.map(() => "At last."), used: "abc" };
};

describe("the work on a shard", () => {
	const openEmpty = embeddedDatabase();
	const begin = async () => {
		const database = await openEmpty();
		const deps = await begunRun(database, SOCIETIES, { followedUntil: () => RUN.slot + 1e9 });
		const topics = await database.run((sql) => readTopics(sql, RUN));
		const claim = () => {
			const now = Date.now() / 1000;
			return database.run((sql) => claimShard(sql, RUN.runId, { now, until: now + LEASE_SECONDS }));
		};
		const lease = (await claim())!;
		const work = (more: Partial<RunDeps> = {}, options: Partial<WorkOptions> = {}) =>
			doShard({ ...deps, now: () => Date.now() / 1000, ...more }, lease, {
				occasion: { run: RUN, topics },
				signal: new AbortController().signal,
				batch: 4,
				leaseSeconds: LEASE_SECONDS,
				onStep: () => Promise.resolve(),
				...options,
			});
		return { database, deps, claim, work };
	};
	const linesIn = async (database: Awaited<ReturnType<typeof openEmpty>>) =>
		(await database.run((sql) => sql.select({ line: runTables.messages.line }).from(runTables.messages))).map(
			({ line }) => line,
		);

	it("[CG9] keeps the shard for as long as words are looked for, and is not held up by it", async () => {
		const { database, deps, claim, work } = await begin();
		const working = work({ lines: slow });
		for (let at = 0; at < 9; at += 1) {
			await sleep(150);
			expect(await claim()).toBeUndefined();
		}
		await working;
		const lines = await linesIn(database);
		expect(lines.length).toBeGreaterThan(10);
		expect(new Set(lines)).toEqual(new Set(["At last."]));
		expect(deps.reports).toEqual([]);
	}, 30_000);

	it("[CG7] ends where the shard was lost meanwhile: nobody looks for words any more, nothing is saved", async () => {
		const { database, work } = await begin();
		let isAborted = false;
		const working = work({
			lines: async (_conversation, { signal }) => {
				await database.run((sql) => sql.update(runTables.shards).set({ lease: "theirs" }));
				await sleep(20_000, undefined, { signal }).catch(() => (isAborted = true));
				throw new Error("nobody listens");
			},
		});
		await working;
		expect(isAborted).toBe(true);
		expect(await linesIn(database)).toEqual([]);
		expect(await database.run((sql) => sql.$count(runTables.conversations))).toBe(0);
	}, 30_000);

	it("[CG8] tells what each batch saved, once it is saved", async () => {
		const { database, deps, work } = await begin();
		const saved: number[] = [];
		const tell: RunDeps["tell"] = async (rows) => {
			saved.push(await database.run((sql) => sql.$count(runTables.outbox)));
			await deps.tell(rows);
		};
		await work({ tell, now: () => RUN.slot });
		expect(deps.told.length).toBe(saved.at(-1));
		expect(saved).toHaveLength(2);
		expect(new Set(deps.told.map(({ topic, number }) => `${topic} ${number}`)).size).toBe(deps.told.length);
	});

	it("[CG13] leaves the shard to others at once where it is stopped, or fails", async () => {
		const { claim, work } = await begin();
		const stop = new AbortController();
		const reason = new Error("enough");
		await expect(
			work(
				{},
				{ signal: stop.signal, batch: 1, leaseSeconds: 1_000, onStep: async () => stop.abort(reason) },
			),
		).rejects.toBe(reason);
		expect(await claim()).toMatchObject({ shard: 0 });
		const other = await begin();
		const failing = new Error("not told");
		await expect(
			other.work({ tell: () => Promise.reject(failing), now: () => RUN.slot }, { leaseSeconds: 1_000 }),
		).rejects.toBe(failing);
		expect(await other.claim()).toMatchObject({ shard: 0 });
	});
});
