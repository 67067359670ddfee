import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectLmdb } from "./inspect-lmdb.js";
import { openLmdbLog } from "./lmdb-log.js";
import type { Log, Retention } from "./log.js";

const KEEP: Retention = { maxEntries: 60, maxBytes: 1_000_000, maxAgeSeconds: 1e9 };
const TOPICS = ["world:a", "world:b"];
const PAGE_BYTES = 4096;

/** Damaged copies of a file; more by `DAMAGES=10000`. */
const DAMAGES = Number(process.env["DAMAGES"] ?? 150);

let root: string;
let sound: Buffer;
let truth: string;

/** Everything that can be asked of the topics. */
async function ask(log: Log): Promise<string> {
	const answers = TOPICS.map(async (topic) => {
		const head = await log.head(topic);
		const oldest = await log.oldest(topic);
		const all = await log.read(topic, { ...head, offset: oldest - 1 }, 1000);
		return { head, oldest, all, checkpoint: await log.latestCheckpoint(topic) };
	});
	return JSON.stringify(await Promise.all(answers));
}

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), "earshot-damage-"));
	const log = await openLmdbLog({ directory: root, retention: KEEP, clock: () => 1 });
	for (let i = 1; i <= 200; i++) {
		const topic = TOPICS[i % 2]!;
		const data = JSON.stringify({ i, padding: "a".repeat((i * 37) % 6000) });
		const cursor = await log.append(topic, [{ type: "note", data }]);
		if (i % 50 < 2) await log.checkpoint(topic, { offset: cursor.offset, value: "v".repeat(i * 30) });
	}
	truth = await ask(log);
	await log.close();
	sound = readFileSync(join(root, "log.mdb"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function directoryWith(bytes: Buffer): string {
	const directory = mkdtempSync(join(root, "copy-"));
	writeFileSync(join(directory, "log.mdb"), bytes);
	return directory;
}

/** Either nothing that is used was hit, or it is said, kept aside, and every cursor of before is of another epoch. */
async function expectHonest(bytes: Buffer): Promise<"same" | "fresh"> {
	const directory = directoryWith(bytes);
	const log = await openLmdbLog({ directory, retention: KEEP, clock: () => 2 });
	try {
		const isSame = (await ask(log)) === truth;
		const aside = readdirSync(directory).filter((name) => name.startsWith("log.mdb.damaged-"));
		if (!isSame) {
			const epochs = (text: string) => [...text.matchAll(/"epoch":"([^"]+)"/g)].map(([, epoch]) => epoch);
			expect(epochs(await ask(log)).filter((epoch) => epochs(truth).includes(epoch))).toEqual([]);
			expect(aside).toHaveLength(1);
			expect(readFileSync(join(directory, aside[0]!)).equals(bytes)).toBe(true);
			expect(log.status().detail).toContain(aside[0]);
		}
		// What it goes on with holds.
		const { offset } = await log.append(TOPICS[0]!, [
			{ type: "note", data: JSON.stringify("x".repeat(9000)) },
		]);
		await log.checkpoint(TOPICS[0]!, { offset, value: "" });
		await log.close();
		const again = await openLmdbLog({ directory, retention: KEEP });
		expect((await again.head(TOPICS[0]!)).offset).toBe(offset);
		expect(again.status().detail).toBeUndefined();
		await again.close();
		return isSame ? "same" : "fresh";
	} finally {
		await log.close();
		rmSync(directory, { recursive: true, force: true });
	}
}

const size = () => sound.length;

describe("lmdb log, damaged", () => {
	it("[LG15] finds its own files sound", () => {
		expect(inspectLmdb(join(root, "log.mdb"))).toEqual({ kind: "sound" });
	});

	it("[LG15] begins another history where the file was cut short", async () => {
		for (const part of [0.02, 0.3, 0.6, 0.9]) {
			expect(await expectHonest(sound.subarray(0, Math.floor(size() * part)))).toBe("fresh");
		}
	});

	it("[LG15] begins another history where the file is something else", async () => {
		expect(await expectHonest(Buffer.from("not a log"))).toBe("fresh");
		expect(await expectHonest(Buffer.alloc(size()))).toBe("fresh");
	});

	it("[LG15] takes an empty file, as a first start that was killed leaves it, for no log yet", async () => {
		const log = await openLmdbLog({ directory: directoryWith(Buffer.alloc(0)) });
		expect(log.status()).toEqual({ engine: "lmdb", ready: true });
		await log.close();
	});

	it("[LG15] sets aside each damaged file under a name of its own", async () => {
		const directory = mkdtempSync(join(root, "twice-"));
		mkdirSync(directory, { recursive: true });
		for (const copies of [1, 2]) {
			writeFileSync(join(directory, "log.mdb"), "not a log");
			const log = await openLmdbLog({ directory, clock: () => 7 });
			await log.close();
			rmSync(join(directory, "log.mdb"));
			expect(readdirSync(directory).filter((name) => name.includes("damaged"))).toHaveLength(copies);
		}
	});

	it("[LG15] never answers anything else than what was written, wherever bits flip", async () => {
		const outcomes = { same: 0, fresh: 0 };
		const anywhere = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		const place = fc.oneof(
			anywhere.map((part) => Math.floor(part * size())),
			// Heads of pages, and the two pages that everything hangs on.
			fc
				.tuple(anywhere, fc.nat(39))
				.map(([part, at]) => Math.floor((part * size()) / PAGE_BYTES) * PAGE_BYTES + at),
			fc.tuple(fc.nat(1), fc.nat(167)).map(([page, at]) => page * PAGE_BYTES + at),
		);
		await fc.assert(
			fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, flip) => {
				const bytes = Buffer.from(sound);
				bytes[at]! ^= flip;
				outcomes[await expectHonest(bytes)] += 1;
			}),
			{ numRuns: DAMAGES, endOnFailure: true },
		);
		expect(outcomes.fresh).toBeGreaterThan(0);
	});
});
