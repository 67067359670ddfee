import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { TOKEN_SCHEME } from "../../http/openapi.js";
import { generateBody, runParams, runsQuery } from "./run-requests.js";

const TAGS = ["chatroom"];

/** Of a user whose token has the role admin. */
const FOR_ADMINS: Record<string, string[]>[] = [{ [TOKEN_SCHEME]: [] }];

const FORBIDDEN = { 403: { description: "The token has not the role admin" } };

const time = z.number().meta({ description: "Unix seconds." });
const count = z.int();

const runSchema = z.object({
	run_id: z.string().meta({ description: "Its slot on the clock of the schedule." }),
	slot: time,
	started_at: time,
	finished_at: time.nullable(),
	users: count,
	users_done: count,
	conversations: count,
	skipped: count.meta({ description: "Users with fewer than two chatlings who could talk." }),
	ran_away: count,
	eta_seconds: z.number().nullable(),
});

/** Describes the routes to runs. */
export function describeRuns(registry: OpenAPIRegistry): void {
	const Run = registry.register("ChatroomRun", runSchema);
	const json = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });
	registry.registerPath({
		method: "post",
		path: "/api/chatroom/generate",
		tags: TAGS,
		security: FOR_ADMINS,
		summary: "Has all users' chatlings talk, once for each slot, however often it is asked for",
		request: { body: { required: true, ...json(generateBody) } },
		responses: { 202: { description: "The run, begun or found", ...json(Run) }, ...FORBIDDEN },
	});
	registry.registerPath({
		method: "get",
		path: "/api/chatroom/runs",
		tags: TAGS,
		security: FOR_ADMINS,
		summary: "Runs as they stand, newest first",
		request: { query: runsQuery },
		responses: { 200: { description: "Runs", ...json(z.object({ runs: z.array(Run) })) }, ...FORBIDDEN },
	});
	registry.registerPath({
		method: "get",
		path: "/api/chatroom/runs/{runId}",
		tags: TAGS,
		security: FOR_ADMINS,
		summary: "How a run stands",
		request: { params: runParams },
		responses: {
			200: { description: "The run", ...json(Run) },
			404: { description: "It was never begun" },
			...FORBIDDEN,
		},
	});
}
