import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLmdbLog } from "./lmdb-log.js";
import type { LogEntry } from "./log.js";
import { startChild } from "./testing/child.js";

/** Kills; more by `KILLS=200`. */
const KILLS = Number(process.env["KILLS"] ?? 5);

let directory: string;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), "earshot-crash-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Batches stand whole: each entry follows the one before it in its batch. */
function halfBatches(entries: readonly LogEntry[]): readonly number[] {
	const parts = entries.map(({ data }) => JSON.parse(data) as { index: number; size: number });
	return entries
		.filter((_, i) => {
			const { index, size } = parts[i]!;
			const isLast = i === entries.length - 1;
			if (isLast) return index !== size - 1;
			return parts[i + 1]!.index !== (index + 1) % size;
		})
		.map(({ offset }) => offset);
}

describe("lmdb log, killed", () => {
	it("[LG13] holds everything it acknowledged, without a hole or half a batch", async () => {
		const reached = new Map<string, number>();
		const epochs = new Set<string>();
		for (let kill = 0; kill < KILLS; kill++) {
			const child = startChild(new URL("./testing/append-child.ts", import.meta.url), [directory]);
			await child.line("ready");
			await new Promise((resolve) => setTimeout(resolve, 10 + ((kill * 97) % 230)));
			await child.kill("SIGKILL");
			for (const line of child.lines) {
				const [topic, offset] = line.split(" ");
				if (offset !== undefined) reached.set(topic!, Number(offset));
			}

			const log = await openLmdbLog({ directory });
			for (const topic of ["a", "b", "c"]) {
				const head = await log.head(topic);
				const oldest = await log.oldest(topic);
				const result = await log.read(topic, { ...head, offset: oldest - 1 }, 100_000);
				const entries = result.ok ? result.entries : [];
				expect(head.offset).toBeGreaterThanOrEqual(reached.get(topic) ?? 0);
				expect(entries.map(({ offset }) => offset)).toEqual(
					Array.from({ length: head.offset - oldest + 1 }, (_, i) => oldest + i),
				);
				expect(halfBatches(entries)).toEqual([]);
				const checkpoint = await log.latestCheckpoint(topic);
				expect(checkpoint?.value).toBe(checkpoint && String(checkpoint.offset));
			}
			epochs.add((await log.head("a")).epoch);
			expect(log.status()).toEqual({ engine: "lmdb", ready: true });
			await log.close();
		}
		expect(reached.get("a")).toBeGreaterThan(0);
		expect(epochs.size).toBe(1);
		expect(readdirSync(directory).filter((name) => name.includes("damaged"))).toEqual([]);
	});

	it.runIf(hasPrlimit())(
		"[LG14] refuses an append that the disk has no room for, and goes on once it has",
		async () => {
			const child = startChild(new URL("./testing/full-disk-child.ts", import.meta.url), [directory]);
			expect(await child.line("refused ")).toBe("failed");
			const held = Number(await child.line("held "));
			expect(held).toBeGreaterThan(5);
			expect(await child.line("ready ")).toBe("false");
			expect(Number(await child.line("reads "))).toBe(held);
			expect(Number(await child.line("after "))).toBe(held + 1);
			expect(await child.line("ready again ")).toBe("true");

			const log = await openLmdbLog({ directory });
			expect((await log.head("a")).offset).toBe(held + 1);
			expect(log.status().detail).toBeUndefined();
			await log.close();
		},
	);
});

/** Linux has it; elsewhere a process cannot be given a smaller disk. */
function hasPrlimit(): boolean {
	try {
		execFileSync("prlimit", ["--version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}
