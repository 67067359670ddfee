import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Log, NewEntry, Retention } from "./log.js";
import type { LogOptions } from "./log-options.js";
import { logCommands, type RealLog } from "./log-model-commands.js";
import { createLogModel } from "./log-model.js";

/** An engine under test. */
export interface LogUnderTest {
	/** A log with nothing in it. */
	readonly open: (options: LogOptions) => Promise<Log>;
	/** Closes the log and opens what it left; absent where nothing is left. */
	readonly reopen?: (log: Log, options: LogOptions) => Promise<Log>;
}

const AMPLE: Retention = { maxEntries: 1000, maxBytes: 1_000_000, maxAgeSeconds: 1000 };

/** Runs of the model; more by `RUNS=5000`. */
const RUNS = Number(process.env["RUNS"] ?? 150);

function entries(...data: readonly string[]): readonly NewEntry[] {
	return data.map((text) => ({ type: "note", data: JSON.stringify(text) }));
}

async function turns(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What every engine of the log does, but for what it lets go (`retention-contract.ts`). */
export function describeLogContract(name: string, engine: LogUnderTest): void {
	describe(`log contract: ${name}`, () => {
		let now: number;
		let epochs: number;
		let log: Log;

		function options(retention: LogOptions["retention"] = AMPLE): LogOptions {
			return { retention, clock: () => now, newEpoch: () => `history-${(epochs += 1)}` };
		}

		beforeEach(async () => {
			now = 1000;
			epochs = 0;
			log = await engine.open(options());
		});

		afterEach(() => log.close());

		async function reopened(retention?: Retention): Promise<void> {
			await log.close();
			log = await engine.open(options(retention));
		}

		async function offsets(topic: string, after: number, limit = 100): Promise<readonly number[] | string> {
			const { epoch } = await log.head(topic);
			const result = await log.read(topic, { epoch, offset: after }, limit);
			return result.ok ? result.entries.map(({ offset }) => offset) : result.reason;
		}

		it("[LG1] numbers a topic's entries from 1, each topic by itself", async () => {
			expect((await log.append("a", entries("x", "y"))).offset).toBe(2);
			expect((await log.append("b", entries("z"))).offset).toBe(1);
			expect((await log.append("a", entries("w"))).offset).toBe(3);
			expect(await offsets("a", 0)).toEqual([1, 2, 3]);
		});

		it("[LG1] gives back what was appended and when", async () => {
			now = 1234.5;
			const cursor = await log.append("a", [{ type: "snow ❄", data: '{"text":"naïve\\n🐟"}' }]);
			const result = await log.read("a", { ...cursor, offset: 0 }, 1);
			expect(result).toEqual({
				ok: true,
				epoch: cursor.epoch,
				head: cursor,
				entries: [{ offset: 1, type: "snow ❄", at: 1234.5, data: '{"text":"naïve\\n🐟"}' }],
			});
		});

		it("[LG2] reads at most `limit` entries right after the cursor, none at the head", async () => {
			await log.append("a", entries("1", "2", "3", "4"));
			expect(await offsets("a", 1, 2)).toEqual([2, 3]);
			expect(await offsets("a", 4)).toEqual([]);
			expect(await offsets("a", 1, 0)).toEqual([]);
		});

		it("[LG3] has the epoch of a topic before its first entry, and keeps it", async () => {
			const before = await log.head("a");
			expect(before.offset).toBe(0);
			expect(await offsets("a", 0)).toEqual([]);
			const first = await log.append("a", entries("x"));
			expect(first.epoch).toBe(before.epoch);
			expect((await log.head("a")).epoch).toBe(before.epoch);
		});

		it("[LG3] takes no cursor of one topic for a place in another", async () => {
			const cursor = await log.append("a", entries("x"));
			await log.append("b", entries("x"));
			expect(await log.read("b", cursor, 1)).toMatchObject({ ok: false, reason: "epoch" });
		});

		it("[LG4] says why a cursor cannot be read from, and where the head is", async () => {
			await reopened({ ...AMPLE, maxEntries: 2 });
			const head = await log.append("a", entries("1", "2", "3", "4", "5"));
			await log.checkpoint("a", { offset: 5, value: "" });
			expect(await log.oldest("a")).toBe(4);
			expect(await log.read("a", { ...head, offset: 6 }, 1)).toEqual({ ok: false, reason: "future", head });
			expect(await log.read("a", { ...head, offset: 2 }, 1)).toEqual({ ok: false, reason: "expired", head });
			expect(await log.read("a", { epoch: "other", offset: 5 }, 1)).toEqual({
				ok: false,
				reason: "epoch",
				head,
			});
			expect(await offsets("a", 3)).toEqual([4, 5]);
		});

		it("[LG5] shares commits between calls that come together, in their order", async () => {
			const cursors = await Promise.all(
				Array.from({ length: 3000 }, (_, i) => log.append(i % 2 ? "a" : "b", entries(String(i), "+"))),
			);
			const inA = cursors.filter((_, i) => i % 2).map(({ offset }) => offset);
			expect(inA).toEqual(Array.from({ length: 1500 }, (_, i) => 2 * i + 2));
			const { epoch } = await log.head("a");
			const result = await log.read("a", { epoch, offset: 2 }, 2);
			expect(result.ok && result.entries.map(({ data }) => data)).toEqual(['"3"', '"+"']);
		});

		it("[LG6] wakes watchers after entries can be read, never inside of append", async () => {
			const seen: number[] = [];
			let inAppend = false;
			const stop = log.watch("a", () => {
				expect(inAppend).toBe(false);
				void log.head("a").then(({ offset }) => seen.push(offset));
			});
			inAppend = true;
			const appending = log.append("a", entries("x", "y"));
			inAppend = false;
			await appending;
			await log.append("b", entries("z"));
			await turns();
			expect(seen).toEqual([2]);
			stop();
			stop();
			await log.append("a", entries("z"));
			await turns();
			expect(seen).toEqual([2]);
		});

		it("[LG6] wakes nobody for a checkpoint, and nobody who stopped in the meantime", async () => {
			let wakes = 0;
			await log.append("a", entries("x"));
			await turns();
			const stop = log.watch("a", () => (wakes += 1));
			await log.checkpoint("a", { offset: 1, value: "s" });
			const appending = log.append("a", entries("y"));
			stop();
			await appending;
			await turns();
			expect(wakes).toBe(0);
		});

		it("[LG7] keeps the latest checkpoint, which moves only forward and never past the head", async () => {
			expect(await log.latestCheckpoint("a")).toBeUndefined();
			await log.checkpoint("a", { offset: 0, value: "start" });
			await log.append("a", entries("1", "2"));
			await log.checkpoint("a", { offset: 1, value: "one" });
			await log.checkpoint("a", { offset: 1, value: "uno" });
			await expect(log.checkpoint("a", { offset: 0, value: "" })).rejects.toMatchObject({ code: "invalid" });
			await expect(log.checkpoint("a", { offset: 3, value: "" })).rejects.toMatchObject({ code: "invalid" });
			expect(await log.latestCheckpoint("a")).toEqual({ offset: 1, value: "uno" });
		});

		it("[LG9] refuses what it cannot keep and changes nothing", async () => {
			const bad: readonly [string, readonly NewEntry[]][] = [
				["", entries("x")],
				["a\0b", entries("x")],
				["a\ud800", entries("x")],
				["a".repeat(401), entries("x")],
				["a", []],
				["a", [{ type: "", data: "1" }]],
			];
			for (const [topic, some] of bad) {
				await expect(log.append(topic, some)).rejects.toMatchObject({ code: "invalid" });
			}
			const { epoch } = await log.head("a");
			await expect(log.read("a", { epoch, offset: -1 }, 1)).rejects.toMatchObject({ code: "invalid" });
			await expect(log.read("a", { epoch, offset: 0 }, 1.5)).rejects.toMatchObject({ code: "invalid" });
			expect((await log.head("a")).offset).toBe(0);
			expect((await log.append("界".repeat(400), entries("x"))).offset).toBe(1);
		});

		it("[LG9] refuses one bad call without failing those beside it", async () => {
			const [first, bad, last] = await Promise.allSettled([
				log.append("a", entries("1")),
				log.checkpoint("a", { offset: 9, value: "" }),
				log.append("a", entries("2")),
			]);
			expect([first.status, bad.status, last.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
			expect(await offsets("a", 0)).toEqual([1, 2]);
		});

		it("[LG10] finishes what is under way on close, and rejects every call after it", async () => {
			const appending = log.append("a", entries("x"));
			const closing = log.close();
			expect((await appending).offset).toBe(1);
			await closing;
			await log.close();
			const calls = [
				log.append("a", entries("y")),
				log.read("a", { epoch: "e", offset: 0 }, 1),
				log.head("a"),
				log.oldest("a"),
				log.checkpoint("a", { offset: 0, value: "" }),
				log.forget("a", 0),
				log.latestCheckpoint("a"),
			];
			for (const call of calls) await expect(call).rejects.toMatchObject({ code: "closed" });
			expect(log.status()).toMatchObject({ ready: false });
		});

		it("[LG18] appends after the head that a writer names, and nowhere else", async () => {
			const first = await log.append("a", entries("x"), await log.head("a"));
			await expect(log.append("a", entries("y"), { ...first, offset: 0 })).rejects.toMatchObject({
				code: "conflict",
			});
			await expect(log.append("a", entries("y"), { ...first, epoch: "other" })).rejects.toMatchObject({
				code: "conflict",
			});
			expect((await log.append("a", entries("z"), first)).offset).toBe(2);
			expect(await offsets("a", 0)).toEqual([1, 2]);
		});

		it("[LG18] lets one of all who go on from the same head", async () => {
			const head = await log.head("a");
			const racing = Array.from({ length: 20 }, (_, n) => log.append("a", entries(String(n)), head));
			const ended = await Promise.allSettled(racing);
			expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
			expect((await log.head("a")).offset).toBe(1);
		});

		it("[LG19] founds a topic once, and puts no checkpoint into another history", async () => {
			const { epoch } = await log.head("a");
			const put = (value: string, more: object) => log.checkpoint("a", { offset: 0, value, ...more });
			await expect(put("s", { epoch: "other" })).rejects.toMatchObject({ code: "conflict" });
			await put("one", { epoch, first: true });
			await expect(put("two", { epoch, first: true })).rejects.toMatchObject({ code: "conflict" });
			expect(await log.latestCheckpoint("a")).toEqual({ offset: 0, value: "one" });
			await put("three", { epoch });
			await log.append("b", entries("x"));
			await expect(log.checkpoint("b", { offset: 0, value: "", first: true })).rejects.toMatchObject({
				code: "conflict",
			});
		});

		it("behaves as its model does, whatever is done to it", async () => {
			await fc.assert(
				fc.asyncProperty(logCommands(engine.reopen !== undefined), async (commands) => {
					now = 1000;
					const retention = { maxEntries: 6, maxBytes: 120, maxAgeSeconds: 50 };
					const settings = options(retention);
					const real: RealLog = {
						log: await engine.open(settings),
						settings,
						reopen: engine.reopen,
						pass: (seconds) => (now += seconds),
					};
					const model = createLogModel(retention, () => now);
					try {
						await fc.asyncModelRun(() => ({ model, real }), commands);
					} finally {
						await real.log.close();
					}
				}),
				{ numRuns: RUNS },
			);
		});
	});
}
