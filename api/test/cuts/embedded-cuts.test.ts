import { describe, expect, it } from "vitest";
import { EVERY_CUT, namesOf, runCuts } from "./cut-run.js";
import { LITTLE_KEPT } from "./embedded.js";
import { embeddedBackends } from "./embedded-backends.js";
import { BARE_KINDS, EVERY_KIND } from "./reader-kinds.js";
import { SEED, tellCuts } from "./tell.js";

/** Cuts of each run; `npm run soak` makes many more. */
const CUTS = Number(process.env["CUTS"] ?? 100);

const start = embeddedBackends();

describe("readers of the service on the embedded engine", () => {
	it("[CT2] get every tick once and in order through every kind of cut", async () => {
		const backend = await start();
		const result = await runCuts({ ...EVERY_CUT, backend, seed: SEED, cuts: CUTS, killEvery: CUTS / 3 });
		await tellCuts("embedded, amply kept", result);
		expect(result.faults).toEqual([]);
		expect(result.resets).toBe(0);
		expect(result.cuts).toBeGreaterThanOrEqual(CUTS);
		for (const kind of ["left", "close", "reset", "half_open", "stall", "killed"])
			expect(result.byKind[kind]).toBeGreaterThan(0);
		expect(Object.keys(result.byReader).sort()).toEqual([...namesOf(EVERY_KIND)].sort());
	}, 600_000);

	it("[CT4] are reset to the right state where little is kept", async () => {
		const backend = await start(LITTLE_KEPT);
		const result = await runCuts({ ...EVERY_CUT, backend, seed: SEED + 1, cuts: CUTS, killEvery: CUTS / 2 });
		await tellCuts("embedded, little kept", result);
		expect(result.faults).toEqual([]);
		expect(result.resets).toBeGreaterThan(0);
	}, 600_000);

	it("[CT8] go on with another token when theirs has expired", async () => {
		const backend = await start();
		const result = await runCuts({
			...EVERY_CUT,
			backend,
			seed: SEED + 2,
			faults: [],
			cuts: CUTS / 4,
			tokenSeconds: 1,
		});
		await tellCuts("embedded, short tokens", result);
		expect(result.faults).toEqual([]);
		expect(result.resets).toBe(0);
		expect(result.byKind["expired"]).toBeGreaterThan(EVERY_KIND.length / 2);
	}, 600_000);

	// Minutes of a large world: the soak's alone.
	if (process.env["SLOW"]) {
		it("[CT11] fall behind a large world, are brought ticks in one, and lose nothing", async () => {
			const backend = await start();
			const result = await runCuts({
				...EVERY_CUT,
				backend,
				seed: SEED + 3,
				readers: BARE_KINDS.filter(({ door, cast }) => door !== "poll" && cast === "limited"),
				faults: ["stall", "stall", "stall", "close"],
				// What the system itself holds back for a connection must overflow: some megabytes.
				members: 3000,
				stallMilliseconds: 20_000,
				silenceMilliseconds: 25_000,
				cuts: 30,
				restMilliseconds: 60_000,
			});
			await tellCuts("embedded, slow readers of a large world", result);
			expect(result.faults).toEqual([]);
			expect(result.folds).toBeGreaterThan(0);
		}, 600_000);
	}
});
