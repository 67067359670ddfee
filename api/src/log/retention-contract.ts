import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LogUnderTest } from "./log-contract.js";
import type { Log, NewEntry, Retention } from "./log.js";
import type { LogOptions } from "./log-options.js";

const AMPLE: Retention = { maxEntries: 1000, maxBytes: 1_000_000, maxAgeSeconds: 1000 };

function entries(...data: readonly string[]): readonly NewEntry[] {
	return data.map((text) => ({ type: "note", data: JSON.stringify(text) }));
}

async function offsets(log: Log, topic: string, after: number): Promise<readonly number[] | string> {
	const { epoch } = await log.head(topic);
	const result = await log.read(topic, { epoch, offset: after }, 100);
	return result.ok ? result.entries.map(({ offset }) => offset) : result.reason;
}

/** What every engine of the log lets go, and what it keeps. */
export function describeRetentionContract(name: string, engine: LogUnderTest): void {
	describe(`retention contract: ${name}`, () => {
		let now: number;
		let opened: Log | undefined;

		async function open(retention: LogOptions["retention"]): Promise<Log> {
			opened = await engine.open({ retention: retention ?? AMPLE, clock: () => now });
			return opened;
		}

		beforeEach(() => {
			now = 1000;
		});

		afterEach(() => opened?.close());

		it("[LG8] trims by count what a checkpoint covers, and nothing after it", async () => {
			const log = await open({ ...AMPLE, maxEntries: 3 });
			for (let i = 1; i <= 6; i++) await log.append("a", entries(String(i)));
			expect(await log.oldest("a")).toBe(1);
			await log.checkpoint("a", { offset: 2, value: "" });
			expect(await log.oldest("a")).toBe(3);
			await log.checkpoint("a", { offset: 6, value: "" });
			expect(await log.oldest("a")).toBe(4);
			await log.append("a", entries("7"));
			expect(await log.oldest("a")).toBe(5);
		});

		it("[LG8] trims by bytes of UTF-8", async () => {
			const log = await open({ ...AMPLE, maxBytes: 30 });
			// Each is 4 bytes of type and 6 of data: two quotes and one character of 4 bytes.
			for (let i = 1; i <= 4; i++) await log.append("a", entries("🐟"));
			await log.checkpoint("a", { offset: 4, value: "" });
			expect(await log.oldest("a")).toBe(2);
		});

		it("[LG8] trims by age when the topic is written to, so that a quiet topic stays resumable", async () => {
			const log = await open({ ...AMPLE, maxAgeSeconds: 10 });
			await log.append("a", entries("1"));
			await log.checkpoint("a", { offset: 1, value: "" });
			now += 1000;
			expect(await offsets(log, "a", 0)).toEqual([1]);
			await log.append("a", entries("2"));
			expect(await offsets(log, "a", 0)).toBe("expired");
			expect(await offsets(log, "a", 1)).toEqual([2]);
		});

		it("[LG8] lets go of nothing that a reader is still told is there", async () => {
			const log = await open({ ...AMPLE, maxEntries: 2 });
			let isWriting = true;
			const writing = (async () => {
				for (let i = 0; i < 150; i++) {
					const { offset } = await log.append("a", entries(...Array.from({ length: 9 }, String)));
					await log.checkpoint("a", { offset, value: String(offset) });
				}
				isWriting = false;
			})();
			while (isWriting) {
				const [head, oldest, checkpoint] = await Promise.all([
					log.head("a"),
					log.oldest("a"),
					log.latestCheckpoint("a"),
				]);
				expect(checkpoint?.value).toBe(checkpoint && String(checkpoint.offset));
				const result = await log.read("a", { ...head, offset: oldest - 1 }, 100);
				if (result.ok) expect(result.entries[0]?.offset ?? oldest).toBe(oldest);
				else expect(result.reason).toBe("expired");
				const from = { ...head, offset: checkpoint?.offset ?? 0 };
				expect(await log.read("a", from, 100)).not.toMatchObject({ reason: "future" });
				await new Promise((resolve) => setImmediate(resolve));
			}
			await writing;
		});

		it("[LG17] forgets what a checkpoint covers when told to, and nothing after it", async () => {
			const log = await open(AMPLE);
			await log.append("a", entries("1", "2", "3", "4"));
			await log.checkpoint("a", { offset: 3, value: "" });
			await expect(log.forget("a", 4)).rejects.toMatchObject({ code: "invalid" });
			await log.forget("a", 2);
			expect(await log.oldest("a")).toBe(3);
			expect(await offsets(log, "a", 1)).toBe("expired");
			expect(await offsets(log, "a", 2)).toEqual([3, 4]);
			await log.forget("a", 1);
			await log.forget("a", 3);
			expect(await offsets(log, "a", 3)).toEqual([4]);
			expect((await log.append("a", entries("5"))).offset).toBe(5);
		});

		it("[LG8] trims a topic without checkpoints only where its retention says so", async () => {
			const log = await open((topic) => ({
				...AMPLE,
				maxEntries: 2,
				trimsUncheckpointed: topic.startsWith("user:"),
			}));
			await log.append("user:1", entries("1", "2", "3", "4", "5"));
			await log.append("world:1", entries("1", "2", "3", "4", "5"));
			expect(await log.oldest("user:1")).toBe(4);
			expect(await offsets(log, "user:1", 3)).toEqual([4, 5]);
			expect(await log.oldest("world:1")).toBe(1);
		});
	});
}
