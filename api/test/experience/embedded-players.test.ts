import { describe, expect, it } from "vitest";
import { embeddedBackends } from "../cuts/embedded-backends.js";
import { SEED } from "../cuts/tell.js";
import { playThrough } from "./play-through.js";
import { tellPlay } from "./tell-play.js";

/** Cuts of each run; `npm run soak` makes many more. */
const CUTS = Number(process.env["PLAYER_CUTS"] ?? 60);

/** Least actions of a run, so that cuts do not hit an idle world. */
const ACTIONS = CUTS;

const start = embeddedBackends();

describe("players of the service on the embedded engine", () => {
	it("[XL1] are told each change once, in order, through every kind of cut", async () => {
		const { ports } = await start();
		const result = await playThrough({
			ports,
			seed: SEED,
			users: ["ada", "bob", "*", "a.b", ">", "zoë 🌲"],
			clientsPerUser: 2,
			faults: ["close", "reset", "half_open", "stall"],
			isEnough: (cuts, actions) => cuts >= CUTS && actions >= ACTIONS,
		});
		await tellPlay("players, embedded", result);
		expect(result.faults).toEqual([]);
		expect(result.resets).toBe(0);
		for (const kind of ["close", "reset", "half_open", "stall"])
			expect(result.byKind[kind]).toBeGreaterThan(0);
	}, 1_200_000);
});
