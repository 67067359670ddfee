import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLmdbLog } from "../log/lmdb-log.js";
import type { Log, Retention } from "../log/log.js";
import { createMemoryLog } from "../log/memory-log.js";
import {
	createPollReader,
	createSocketReader,
	createSseReader,
	createWanderer,
	type CutReader,
	type ReaderOptions,
} from "./testing/cut-readers.js";
import { startDoorServer } from "./testing/door-server.js";
import { createRandom } from "./testing/random.js";
import { createTallyWriter, tallyAt, tallyView } from "./testing/tally.js";
import { readsOneBack, skipsOne, watchCounting } from "./testing/faulty-log.js";

/** Cuts of each of an engine's two runs; more by `CUTS=20000`. */
const CUTS = Number(process.env["CUTS"] ?? 2500);
const READERS_OF_A_KIND = 4;
/**
 * Entries that the writer may be ahead of the foremost reader: more than one answer brings. Without a bound readers
 * that are cut off all the time fall back for good, and every cut is of the same long backlog.
 */
const LEAD_ENTRIES = 100;

const AMPLE: Retention = { maxEntries: 1_000_000, maxBytes: 2 ** 40, maxAgeSeconds: 1e9 };
const SCARCE: Retention = { maxEntries: 3, maxBytes: 2 ** 40, maxAgeSeconds: 1e9 };

let directory: string;
const unhandled: unknown[] = [];
const onUnhandled = (error: unknown): void => void unhandled.push(error);

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), "earshot-cuts-"));
	process.on("unhandledRejection", onUnhandled);
});

afterEach(() => {
	process.off("unhandledRejection", onUnhandled);
	rmSync(directory, { recursive: true, force: true });
	expect(unhandled.splice(0)).toEqual([]);
});

const ENGINES = {
	memory: async (retention: Retention) => createMemoryLog({ retention }),
	lmdb: async (retention: Retention) => openLmdbLog({ directory, retention }),
} as const;

type Kind = (options: ReaderOptions) => CutReader;

const KINDS: readonly Kind[] = [createSseReader, createPollReader, createSocketReader, createWanderer];

interface Run {
	readonly spoil: (sound: Log) => Log;
	readonly kinds: readonly Kind[];
}

interface Outcome {
	/** What readers saw that cannot be, and what the doors themselves found wrong with the log. */
	readonly faults: readonly string[];
	readonly cuts: number;
	readonly resets: number;
	/** Frames that stood for many entries. */
	readonly folded: number;
	readonly written: number;
	/** Readers whose tally at the end is not the writer's. */
	readonly wrong: number;
}

/** Cuts readers off while a writer goes on, then lets them come to rest and compares. */
async function soak(
	log: Log,
	seed: number,
	{ spoil = (sound: Log): Log => sound, kinds = KINDS }: Partial<Run> = {},
): Promise<Outcome> {
	const { log: watched, watching } = watchCounting(spoil(log));
	const server = await startDoorServer(watched, tallyView(log));
	const random = createRandom(seed);
	const writer = await createTallyWriter(log, 4);
	let written = 0;
	let target = Infinity;

	const isCutting = (): boolean => target === Infinity;
	const options = {
		port: () => server.port,
		random,
		nextCut: () => (isCutting() ? cutAt(random) : Infinity),
	};
	const readers: CutReader[] = kinds.flatMap((create) =>
		Array.from({ length: READERS_OF_A_KIND }, () => create(options)),
	);
	const cuts = (): number => readers.reduce((sum, reader) => sum + reader.cuts(), 0);

	const isFaulty = (): boolean => readers.some(({ ledger }) => ledger.faults.length > 0);

	const reading = readers.map((reader) =>
		reader.run(() => reader.ledger.tally().count >= target || isFaulty()),
	);
	while (cuts() < CUTS && !isFaulty()) {
		const foremost = Math.max(...readers.map(({ ledger }) => ledger.tally().count));
		if (written <= foremost + LEAD_ENTRIES) {
			// Now and then more at once than little retention keeps.
			written = await writer.write(1 + Math.floor(random() * (random() < 0.05 ? 40 : 3)));
		}
		await new Promise((resolve) => setTimeout(resolve, random() * 4));
	}
	target = written;
	await Promise.all(reading);

	await server.close();
	expect(server.doors.counts()).toMatchObject({
		sse: 0,
		polls: 0,
		sockets: 0,
		hubs: 0,
		timers: 0,
	});
	expect(watching()).toBe(0);
	await log.close();
	const { failed } = server.doors.counts();
	const noticed = failed > 0 ? [`${failed} readers whom the doors gave up on`] : [];
	return {
		faults: [...readers.flatMap(({ ledger }) => ledger.faults), ...server.failures.map(String), ...noticed],
		cuts: cuts(),
		written,
		folded: server.doors.counts().folded,
		resets: readers.reduce((sum, { ledger }) => sum + ledger.resets(), 0),
		wrong: readers.filter(({ ledger }) => ledger.tally().sum !== tallyAt(ledger.tally().count).sum).length,
	};
}

/** Within the head, within the first events, or further on. */
function cutAt(random: () => number): number {
	const span = [60, 400, 2500][Math.floor(random() * 3)]!;
	return 1 + Math.floor(random() * span);
}

/** Says what a run came to: without its volume a green test tells little. */
function tell(run: string, { cuts, resets, folded, written }: Outcome): void {
	process.stdout.write(
		`${run}: ${cuts} cuts, ${resets} resets, ${folded} folded frames, ${written} events written meanwhile\n`,
	);
}

describe.each(Object.entries(ENGINES))("readers cut at random bytes, %s log", (engine, open) => {
	it("[DR1] [DR6] [DR43] get every event once and in order", async () => {
		const outcome = await soak(await open(AMPLE), 1);
		tell(`${engine}, amply kept`, outcome);
		expect(outcome).toMatchObject({ faults: [], resets: 0, wrong: 0 });
		expect(outcome.folded).toBeGreaterThan(0);
		expect(outcome.cuts).toBeGreaterThanOrEqual(CUTS);
	});

	it("[DR2] are reset and given the right state where little is kept", async () => {
		const outcome = await soak(await open(SCARCE), 2);
		tell(`${engine}, scarcely kept`, outcome);
		expect(outcome).toMatchObject({ faults: [], wrong: 0 });
		expect(outcome.cuts).toBeGreaterThanOrEqual(CUTS);
		expect(outcome.resets).toBeGreaterThan(0);
	});
});

describe("the checker", () => {
	const faults: readonly [string, Run["spoil"]][] = [
		["skips an entry on resuming", skipsOne],
		["repeats an entry on resuming", readsOneBack],
	];
	const doors: readonly [string, Kind][] = [
		["SSE", createSseReader],
		["long poll", createPollReader],
		["a WebSocket", createSocketReader],
		["all in turn", createWanderer],
	];

	it.each(
		faults.flatMap(([fault, spoil]) => doors.map(([door, kind]) => [fault, door, spoil, kind] as const)),
	)("notices a log that %s, by %s", async (_fault, _door, spoil, kind) => {
		const outcome = await soak(createMemoryLog({ retention: AMPLE }), 3, { spoil, kinds: [kind] });
		expect(outcome.faults).not.toEqual([]);
	});
});
