import { expect, it } from "vitest";
import { SEED, tell } from "../cuts/tell.js";
import { runSecrecy } from "./secrecy/run.js";

/** Told to readers of rooms; a soak has a hundred thousand. */
const FRAMES = Number(process.env["ENCOUNTER_FRAMES"] ?? 2_000);

/** So many are played at once that the limits of one user's calls hold nobody up. */
const ROOMS = FRAMES > 10_000 ? 8 : 3;

/** A busy machine begins slowly, and tells a hundred a second. */
const TIME_LIMIT_MS = 240_000 + FRAMES * 20;

it(
	`[ET43] nothing that is hidden from somebody is in anything that they are told (${String(FRAMES)} frames)`,
	async () => {
		const begin = performance.now();
		const { leaks, ...figures } = await runSecrecy({ seed: String(SEED), frames: FRAMES, rooms: ROOMS });
		const seconds = Math.round((performance.now() - begin) / 1000);
		process.stdout.write(`secrecy, seed ${String(SEED)}: ${JSON.stringify({ ...figures, seconds })}\n`);
		await tell("encounters: secrecy", { seed: SEED, seconds, leaks: leaks.length, ...figures });
		expect(leaks).toEqual([]);
		expect(figures.frames).toBeGreaterThanOrEqual(FRAMES);
		// It was played, and not only refused.
		expect(figures.accepted).toBeGreaterThan(figures.commands / 4);
	},
	TIME_LIMIT_MS,
);
