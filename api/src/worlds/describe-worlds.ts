import type { OpenAPIRegistry, RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { followQuery, memberParams, trackQuery, worldParams, worldQuery } from "./world-requests.js";

const vec3 = z.object({ x: z.number(), y: z.number(), z: z.number() });
const seconds = z.number().nullable();

const member = z.object({
	id: z.string(),
	name: z.string(),
	type: z.enum(["npc", "player"]),
	position: vec3.nullable(),
	cluster: z.string().nullable(),
	location: z.string(),
	lastSeen: seconds,
	lastMoved: seconds,
	mood: z.string().optional(),
});

const cluster = z.object({
	id: z.string(),
	source: z.string(),
	members: z.array(z.string()),
	npcs: z.int(),
	players: z.int(),
	formed: z.number(),
	location: z.string().optional(),
});

const world = z.object({
	id: z.string(),
	tick: z.int(),
	members: z.int(),
	clusters: z.int(),
	lastSeen: seconds,
});

const record = z.object({ id: z.string() }).loose();

const initial = z.object({
	fullState: z.object({
		entities: z.array(record),
		npcs: z.array(record).optional(),
		clusters: z.array(cluster).optional(),
		resources: z.array(record).optional(),
		buildings: z.array(record).optional(),
	}),
	currentTick: z.int(),
	latestSnapshot: z
		.object({ tick: z.int(), timestamp: z.number(), changes: z.record(z.string(), z.unknown()) })
		.nullable(),
	cursor: z.string(),
});

const followed = z.object({
	cursor: z.string(),
	events: z.array(z.object({ event: z.string(), data: z.unknown() })),
	state: z.unknown().optional(),
	reset: z.object({ reason: z.string() }).optional(),
});

const cursorQuery = { cursor: z.string().optional() };
const pollQuery = z.object({
	...cursorQuery,
	cast: followQuery.shape.cast,
	moves: followQuery.shape.moves,
	wait: z.coerce.number().optional(),
	limit: z.coerce.number().optional(),
});

function json(description: string, schema: z.ZodType) {
	return { 200: { description, content: { "application/json": { schema } } } };
}

/** Sockets have no place of their own in OpenAPI. */
const FOLLOWING = [
	"Events: `state` (first, without a cursor), `snapshot` (a tick), `reset {reason}` (then `state`), and",
	"`close {reason: draining | expired | too_slow | failed}`; the id of each is the cursor to come back with.",
	"A `snapshot` is `{type, tick, timestamp, changes, span?, checksum?}`: `span` entries of the log in one, for readers",
	"of the limited cast who have fallen behind; every 16th tick a `checksum` of the visible entities.",
	"With `moves=packed` the moves of the limited cast are base64 at `changes.packed`.",
	"`GET /ws/world`, with the same query, sends each event as a text message `{event, id?, data}`, and a tick with packed",
	"moves as a binary one: the header's length (two bytes, the lower first), the header as JSON, the packed bytes.",
	"Subprotocol `earshot.v1`; a browser offers its token as another, `bearer.<token>`. Closed with 1001 (draining), 1009",
	"(a message too long), 1011 (failed), 4008 (too slow), 4029 (too many messages) or 4401 (the token has ended).",
].join(" ");

/** Describes the routes that read worlds. */
export function describeWorlds(registry: OpenAPIRegistry): void {
	const get = (path: string, route: Pick<RouteConfig, "summary" | "request" | "responses">) => {
		registry.registerPath({ method: "get", path, tags: ["worlds"], ...route });
	};
	get("/world/init", {
		summary: "A world's whole state, and the cursor from which changes lead on",
		request: { query: worldQuery },
		responses: { ...json("The state", initial), 304: { description: "Nothing has changed" } },
	});
	get("/events", {
		summary: "What changes in a world, as server-sent events; the same at the WebSocket /ws/world",
		request: { query: followQuery.extend(cursorQuery) },
		responses: {
			200: {
				description: FOLLOWING,
				content: { "text/event-stream": { schema: z.string() } },
			},
		},
	});
	get("/v1/worlds", {
		summary: "All worlds",
		request: {},
		responses: json("The worlds", z.object({ worlds: z.array(world) })),
	});
	get("/v1/worlds/{world}/changes", {
		summary: "What changed in a world after a cursor, as a long poll",
		request: { params: worldParams, query: pollQuery },
		responses: json("What followed", followed),
	});
	get("/v1/worlds/{world}/members", {
		summary: "The members of a world",
		request: { params: worldParams },
		responses: json("The members", z.object({ members: z.array(member) })),
	});
	get("/v1/worlds/{world}/members/{name}", {
		summary: "A member by its id, key or name",
		request: { params: memberParams },
		responses: { ...json("The member", member), 404: { description: "There is no such member" } },
	});
	get("/v1/worlds/{world}/members/{name}/track", {
		summary: "Where a member was lately",
		request: { params: memberParams, query: trackQuery },
		responses: json(
			"Its positions, oldest first",
			z.object({ id: z.string(), track: z.array(z.object({ at: z.number(), position: vec3 })) }),
		),
	});
	get("/v1/worlds/{world}/clusters", {
		summary: "Who stands together",
		request: { params: worldParams },
		responses: json("The clusters", z.object({ clusters: z.array(cluster) })),
	});
}
