import type { OpenAPIRegistry, RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { PROBLEM_TYPE, problemSchema } from "../http/problem.js";
import { fullStateSchema } from "../worlds/describe-worlds.js";
import { worldParams } from "../worlds/world-requests.js";
import { SNAPSHOTS_PAGE } from "./history-limits.js";
import { diffQuery, snapshotsQuery, stateQuery } from "./history-requests.js";

const changes = z.record(z.string(), z.unknown());
const held = z.object({ tick: z.int(), timestamp: z.number() });

const snapshots = z.object({
	snapshots: z.array(
		held.extend({ worldId: z.string(), limitedCast: changes, fullCast: changes.optional() }),
	),
});

const gone = {
	description: "A tick is no longer held: `oldestTick` is the oldest that is, `init` where to start over.",
	content: {
		[PROBLEM_TYPE]: {
			schema: problemSchema.extend({ oldestTick: z.int().nullable(), init: z.string() }),
		},
	},
};
const notYet = { description: "The world has not reached this tick." };

function json(description: string, schema: z.ZodType) {
	return { 200: { description, content: { "application/json": { schema } } } };
}

/** Describes the routes that read what worlds were. */
export function describeHistory(registry: OpenAPIRegistry): void {
	const get = (path: string, route: Pick<RouteConfig, "summary" | "request" | "responses">) => {
		registry.registerPath({ method: "get", path, tags: ["history"], ...route });
	};
	get("/world/snapshots", {
		summary: `What each tick of a range changed, both ends included; at most ${SNAPSHOTS_PAGE} of them`,
		request: { query: snapshotsQuery },
		responses: { ...json("The ticks that the world has reached, oldest first", snapshots), 410: gone },
	});
	get("/v1/worlds/{world}/state", {
		summary: "A world's whole state as it was after a tick",
		request: { params: worldParams, query: stateQuery },
		responses: {
			...json("The state", held.extend({ world: z.string(), fullState: fullStateSchema })),
			304: { description: "The reader has it" },
			404: notYet,
			410: gone,
		},
	});
	get("/v1/worlds/{world}/diff", {
		summary: "What leads from a world's state after one tick to that after another",
		request: { params: worldParams, query: diffQuery },
		responses: {
			...json("The changes", z.object({ world: z.string(), from: z.int(), to: z.int(), changes })),
			404: notYet,
			410: gone,
		},
	});
	get("/v1/worlds/{world}/history", {
		summary: "Which ticks of a world are held",
		request: { params: worldParams },
		responses: json(
			"The ends of what is held without a hole, and the ticks that are archived",
			z.object({
				world: z.string(),
				oldest: held.nullable(),
				newest: held.nullable(),
				archived: z.array(held),
			}),
		),
	});
}
