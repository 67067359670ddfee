import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import type { SnapshotAnswerWire } from "../../../game/src/shared/wire/index.js";
import { SNAPSHOT_PATHS } from "./snapshot-paths.js";
import { clusterUpdateSchema, snapshotSchema } from "./snapshot-schema.js";

const answerSchema = z.object({
	ok: z.literal(true),
	world: z.string(),
	tick: z.int(),
	accepted: z.object({ members: z.int(), clusters: z.int(), events: z.int() }),
	missingPositions: z.array(z.string()),
	ignored: z.array(z.object({ path: z.string(), reason: z.string() })),
	duplicate: z.boolean().optional(),
	watchers: z.int(),
	confirmed: z.literal(true).optional(),
	clusterId: z.string().optional(),
}) satisfies z.ZodType<SnapshotAnswerWire>;

/** Describes the ingest. */
export function describeSnapshots(registry: OpenAPIRegistry): void {
	for (const path of SNAPSHOT_PATHS) {
		registry.registerPath({
			method: "post",
			path,
			tags: ["snapshots"],
			summary: "A game server tells what it sees",
			request: {
				body: {
					required: true,
					content: { "application/json": { schema: z.union([snapshotSchema, clusterUpdateSchema]) } },
				},
			},
			responses: {
				200: {
					description: "Taken, and held by the log",
					content: { "application/json": { schema: answerSchema } },
				},
				400: { description: "Not JSON, or wrong in the places named; nothing was applied" },
				409: { description: "Something before it is missing: send a full snapshot" },
				413: { description: "Too large after inflation" },
				415: { description: "Not JSON by its content type" },
				503: { description: "The log cannot be written to; nothing was applied" },
			},
		});
	}
}
