import { afterEach, describe, expect, it } from "vitest";
import { readsOneBack, skipsOne, watchesLate } from "../../src/doors/testing/faulty-log.js";
import type { Log, Retention } from "../../src/log/log.js";
import { seeded } from "../stand-in/walkers.js";
import { runCuts, type CutRunResult } from "./cut-run.js";
import { BARE_KINDS, SYNC_KINDS, type ReaderKind } from "./reader-kinds.js";
import { startSpoiled, type SpoiledService } from "./spoiled-service.js";
import { losesWakes, reorders, sendsTwice, swallowsResets, tears } from "./spoiled-log.js";

const AMPLE: Retention = { maxEntries: 1_000_000, maxBytes: 2 ** 40, maxAgeSeconds: 1e9 };
const SCARCE: Retention = { maxEntries: 2, maxBytes: 2 ** 40, maxAgeSeconds: 1e9 };

/** At this service there are no WebSockets. */
const hasDoor = ({ door }: ReaderKind): boolean => door !== "socket";
const BARE = BARE_KINDS.filter(hasDoor);
const SYNC = SYNC_KINDS.filter(hasDoor);

/** A sound service is cut so often; a spoiled one is found out long before. */
const CUTS = 60;

let service: SpoiledService | undefined;

afterEach(async () => {
	await service?.stop();
	service = undefined;
});

interface Try {
	readonly spoil: (log: Log, random: () => number) => Log;
	readonly retention?: Retention;
	readonly readers?: readonly ReaderKind[];
}

async function runOn({ spoil, retention = AMPLE, readers = BARE }: Try): Promise<CutRunResult> {
	const random = seeded(7);
	service = await startSpoiled(retention, (log) => spoil(log, random));
	return runCuts({
		backend: service,
		seed: 7,
		world: "town",
		cuts: CUTS,
		readers,
		faults: ["close", "reset"],
		restMilliseconds: 3000,
	});
}

describe("the cut test", () => {
	it("[CT3] finds no fault with sound doors", async () => {
		const result = await runOn({ spoil: (log) => log, readers: [...BARE, ...SYNC] });
		expect(result.faults).toEqual([]);
		expect(result.resets).toBe(0);
	}, 120_000);

	it("[CT3] [CT4] finds no fault with sound doors that keep little, and sees resets", async () => {
		const result = await runOn({ spoil: (log) => log, retention: SCARCE, readers: [...BARE, ...SYNC] });
		expect(result.faults).toEqual([]);
		expect(result.resets).toBeGreaterThan(0);
	}, 120_000);

	it.each<readonly [string, Try]>([
		["resume one too late", { spoil: skipsOne }],
		["resume one too early", { spoil: readsOneBack }],
		["backfill before they subscribe", { spoil: (log) => watchesLate(log, 40) }],
		["lose wakes", { spoil: losesWakes }],
		["send an event twice", { spoil: sendsTwice }],
		["swap two events", { spoil: reorders }],
		["leave out a part of a tick", { spoil: tears }],
		["swallow resets", { spoil: swallowsResets, retention: SCARCE }],
	])(
		"[CT3] finds out doors that %s",
		async (_, spoiled) => {
			const { faults } = await runOn(spoiled);
			expect(faults).not.toEqual([]);
		},
		120_000,
	);
});
