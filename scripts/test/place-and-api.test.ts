import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FAULTS, expectNothingLost } from "./nothing-lost.js";
import { type Backend, type PlaceRunResult, type RunOptions, runPlace, startBackend } from "./run-place.js";

let backend: Backend;

beforeEach(async () => {
	backend = await startBackend();
});

afterEach(async () => {
	await backend.close();
});

/** A run on a backend of its own: minds remember, and would answer otherwise the second time. */
async function runAlone(options: RunOptions): Promise<PlaceRunResult> {
	const own = await startBackend();
	try {
		return await runPlace({ ...options, apiUrl: own.url });
	} finally {
		await own.close();
	}
}

describe("the compiled place against the real backend", () => {
	it("tells everything once and in order, and the backend ends as the place is", async () => {
		const run = await runPlace({
			apiUrl: backend.url,
			npcs: 40,
			players: 4,
			seconds: 40,
			clock: "virtual",
			seed: 1,
			// Where nothing is new it is answered without a body; that is looked at by itself.
			config: { Chatlings: false },
		});
		await expectNothingLost(backend, run);
		const { byStatus, byRoute, requests } = run.summary.http;
		expect(Object.keys(byStatus)).toEqual(["200", "202"]);
		expect(byStatus).toHaveProperty("202", byRoute["POST /v1/messages" as keyof typeof byRoute]);
		const answered = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
		// Two polls may be under way at the end.
		expect([requests - 2, requests - 1, requests]).toContain(answered);
		expect(Object.values(run.game.members)).toHaveLength(44);
	});

	it("walks, tells, says and shows the same for the same seed and clock, and other things for another", async () => {
		const options = { npcs: 20, players: 3, seconds: 40, clock: "virtual" } as const;
		const first = await runAlone({ ...options, seed: 5 });
		const again = await runAlone({ ...options, seed: 5 });
		const other = await runAlone({ ...options, seed: 6 });
		expect(again.summary.trackHash).toBe(first.summary.trackHash);
		expect(again.game).toEqual(first.game);
		expect(again.summary.players).toEqual(first.summary.players);
		// Moments of the backend's own clock come back with more digits or fewer.
		expect({ ...again.summary.http, bytesReceived: 0 }).toEqual({ ...first.summary.http, bytesReceived: 0 });
		expect(first.game.talk.conversations.lines).toBeGreaterThan(0);
		expect(other.summary.trackHash).not.toBe(first.summary.trackHash);
		expect(other.summary.players).not.toEqual(first.summary.players);
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
		await expectNothingLost(backend, run);
		expect(Object.keys(run.summary.http.byFault).sort()).toEqual(["drop", "refuse", "slow", "status"]);
		expect(run.game.stats.retried).toBeGreaterThan(0);
		expect(run.game.stats.duplicates).toBeGreaterThan(0);
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
		await expectNothingLost(backend, run);
		expect(run.summary.http.mostPerMinute).toBeLessThanOrEqual(400);
		expect(run.summary.http.refusedByLimit).toBe(0);
		// Talk, polls and snapshots all get their share of it: nothing is late, nobody speaks without a mind.
		const { conversations, mind } = run.game.talk;
		expect(conversations.replies).toMatchObject({ direct: 0, local: 0 });
		expect(conversations).toMatchObject({ enhanced: 0 });
		expect(conversations.lines).toBeGreaterThan(500);
		expect(mind).toMatchObject({ failures: 0, late: 0 });
	});
});
