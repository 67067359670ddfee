import { z } from "zod";
import { MOST_SHOWN_RUNS, SHOWN_RUNS } from "./schedule-limits.js";

/** Longest id of a run: a date, a minute, and the longest name of a time zone. */
const MAX_RUN_ID = 100;

export const generateBody = z.strictObject({
	slot: z
		.number()
		.min(0)
		.optional()
		.meta({ description: "Unix seconds in the minute that the run is of; now where it is not given." }),
});

export const runsQuery = z.object({
	limit: z.coerce.number().int().min(1).max(MOST_SHOWN_RUNS).default(SHOWN_RUNS),
});

export const runParams = z.object({ runId: z.string().min(1).max(MAX_RUN_ID) });
