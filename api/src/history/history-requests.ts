import { z } from "zod";
import { castQuery, worldQuery } from "../worlds/world-requests.js";
import { SNAPSHOTS_PAGE } from "./history-limits.js";

/** Digits alone: what else JavaScript takes for a number (nothing, blanks, hex) is a slip of the caller's. */
const tick = z
	.string({ error: "must be given once, as a whole number of at least 0" })
	.regex(/^\d{1,15}$/, { error: "must be a whole number of at least 0", abort: true })
	.transform(Number)
	.meta({ description: "A tick of the world: a whole number of at least 0." });

const IN_ORDER = { path: ["to"], error: "must not be before from" };

const range = z.object({ from: tick, to: tick });

function isInOrder({ from, to }: z.infer<typeof range>): boolean {
	return from <= to;
}

export const snapshotsQuery = worldQuery
	.extend(range.shape)
	.refine(isInOrder, IN_ORDER)
	.refine(({ from, to }) => to - from < SNAPSHOTS_PAGE, {
		path: ["to"],
		error: `must be within ${SNAPSHOTS_PAGE} ticks of from`,
	});

export const stateQuery = z.object({ tick, cast: castQuery });

export const diffQuery = range.extend({ cast: castQuery }).refine(isInOrder, IN_ORDER);
