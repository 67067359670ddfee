import { z } from "zod";
import { Refusal } from "../http/refusal.js";
import { formatPath } from "../snapshots/json-path.js";
import { worldId } from "../snapshots/snapshot-schema.js";
import { TRACK_POINTS } from "./world-memory.js";

/** World that is meant where none is named and the settings say nothing else. */
export const DEFAULT_WORLD = "default";

export const castQuery = z.enum(["limited", "full"]).default("limited");
export const worldQuery = z.object({ world: worldId.optional(), cast: castQuery });
/** How moves are sent: as JSON, or packed (where only what is visible is sent). */
export const movesQuery = z.enum(["plain", "packed"]).default("plain");
export const followQuery = worldQuery.extend({ moves: movesQuery });
/** Longer than any cursor of ours; one that is none of ours leads to a reset. */
export const socketQuery = followQuery.extend({ cursor: z.string().max(256).optional() });
export const worldParams = z.object({ world: worldId });
export const memberParams = worldParams.extend({ name: z.string() });
export const trackQuery = z.object({
	since: z.coerce.number().min(0).default(0),
	limit: z.coerce.number().int().min(1).max(TRACK_POINTS).default(TRACK_POINTS),
});

/**
 * A request's query or parameters as the schema reads them.
 *
 * @throws Refusal `invalid`, naming every wrong one
 */
export function readRequest<T>(schema: z.ZodType<T>, input: unknown): T {
	const parsed = schema.safeParse(input);
	if (parsed.success) return parsed.data;
	throw new Refusal("invalid", "The request is wrong.", {
		errors: parsed.error.issues.map(({ path, message }) => ({ path: formatPath(path), message })),
	});
}
