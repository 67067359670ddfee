import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultRule } from "../lib/place.js";
import { compareClusters, compareMembers } from "../lib/world-check.js";
import {
	type Backend,
	type PlaceRunResult,
	pause,
	readEvents,
	runPlace,
	startBackend,
	worldNow,
} from "./run-place.js";

let backend: Backend;

beforeEach(async () => {
	backend = await startBackend();
});

afterEach(async () => {
	await backend.close();
});

/** All that must hold of any run, however badly its requests went. */
async function expectNothingLost({ summary, game, code }: PlaceRunResult): Promise<void> {
	expect(summary.firstErrors).toEqual([]);
	expect(code).toBe(0);
	const { stats } = game;
	expect(stats).toMatchObject({
		eventsWaiting: 0,
		eventsDropped: 0,
		eventsSetAside: 0,
		leftOut: 0,
		ignored: 0,
	});
	const view = await worldNow(backend.url);
	expect(compareMembers(summary, view.members)).toEqual([]);
	expect(compareClusters(game, view.clusters)).toEqual([]);

	const told = (await readEvents(backend.url)).map(({ id }) => id);
	const expected = Array.from({ length: stats.eventsQueued }, (_, i) => `${game.epoch}-${i + 1}`);
	expect(told).toEqual(expected);
	expect(game.clustersFormed).toBeGreaterThan(0);
}

/** Failing, slow, and answered but lost: three in ten. */
const FAULTS: readonly FaultRule[] = [
	{ kind: "refuse", probability: 0.05 },
	{ kind: "status", status: 500, probability: 0.05 },
	{ kind: "status", status: 429, retryAfter: 1, probability: 0.03 },
	{ kind: "slow", seconds: 3, probability: 0.04 },
	{ kind: "slow", seconds: 12, probability: 0.03 },
	{ kind: "drop", probability: 0.1 },
];

describe("the compiled place against the real backend", () => {
	it("tells everything once and in order, and the backend ends as the place is", async () => {
		const run = await runPlace({
			apiUrl: backend.url,
			npcs: 40,
			players: 4,
			seconds: 40,
			clock: "virtual",
			seed: 1,
		});
		await expectNothingLost(run);
		expect(run.summary.http.byStatus).toEqual({ "200": run.summary.http.requests });
		expect(Object.values(run.game.members)).toHaveLength(44);
	});

	it("walks the same ways and tells the same for the same seed and clock, and others for another", async () => {
		const options = { apiUrl: backend.url, npcs: 20, players: 3, seconds: 30, clock: "virtual" } as const;
		const first = await runPlace({ ...options, seed: 5, config: { World: "a" } });
		const again = await runPlace({ ...options, seed: 5, config: { World: "b" } });
		const other = await runPlace({ ...options, seed: 6, config: { World: "c" } });
		expect(again.summary.trackHash).toBe(first.summary.trackHash);
		expect(again.game.clusters).toEqual(first.game.clusters);
		expect(again.game.stats).toEqual(first.game.stats);
		expect(other.summary.trackHash).not.toBe(first.summary.trackHash);
	});

	it.each([1, 2, 3])("loses and doubles nothing with 30% of requests failing (seed %i)", async (seed) => {
		const run = await runPlace({
			apiUrl: backend.url,
			npcs: 40,
			players: 4,
			seconds: 120,
			clock: "virtual",
			seed,
			faults: FAULTS,
		});
		await expectNothingLost(run);
		expect(Object.keys(run.summary.http.byFault).sort()).toEqual(["drop", "refuse", "slow", "status"]);
		expect(run.game.stats.retried).toBeGreaterThan(0);
		expect(run.game.stats.duplicates).toBeGreaterThan(0);
	});

	it("loses and doubles nothing when the backend is killed for 20 s of the place", async () => {
		const speed = 4;
		const run = await runPlace(
			{ apiUrl: backend.url, npcs: 40, players: 4, seconds: 80, speed, seed: 3, faults: FAULTS },
			async () => {
				await pause((25 / speed) * 1000);
				await backend.kill();
				await pause((20 / speed) * 1000);
				await backend.restart();
			},
		);
		await expectNothingLost(run);
		expect(run.summary.http.byError).toHaveProperty("ConnectFail");
	});

	it("stays within the request budget with 500 NPCs milling about", async () => {
		const run = await runPlace({
			apiUrl: backend.url,
			npcs: 500,
			players: 10,
			seconds: 70,
			clock: "virtual",
			seed: 1,
		});
		await expectNothingLost(run);
		expect(run.summary.http.mostPerMinute).toBeLessThanOrEqual(400);
		expect(run.summary.http.refusedByLimit).toBe(0);
	});
});
