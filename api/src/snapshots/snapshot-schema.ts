import { z } from "zod";
import { isHostileKey } from "./json-walk.js";
import { MAX_NAME_CHARS, MAX_TIMESTAMP } from "./snapshot-limits.js";
import type {
	ClusterWire,
	ContextWire,
	EventWire,
	GroupWire,
	SnapshotWire,
	Vec3Wire,
} from "../../../game/src/shared/wire/index.js";

/** Roblox writes an empty table as `[]`, whether a list or an object was meant. */
export function table<T extends z.ZodType>(schema: T) {
	return z.preprocess((value) => (Array.isArray(value) && value.length === 0 ? {} : value), schema);
}

/** The same for an object with fields of its own: an empty table stands for `none`. */
function tableOr<T extends z.ZodType>(none: z.input<T> | undefined, schema: T) {
	return z.preprocess(
		(value) =>
			typeof value === "object" && value !== null && Object.keys(value).length === 0 ? none : value,
		schema,
	);
}

/** A name, key or id. A hostile key is refused as a value too, since every name is somewhere used as a key. */
export const name = z
	.string()
	.min(1)
	.max(MAX_NAME_CHARS)
	.refine((text) => !isHostileKey(text), { error: "this name is not allowed", abort: true });
/** Unix seconds. */
export const seconds = z.number().min(0).max(MAX_TIMESTAMP);
const count = z.int().min(0);

const vec3 = z.object({ x: z.number(), y: z.number(), z: z.number() }) satisfies z.ZodType<Vec3Wire>;
export const positions = table(z.record(name, vec3));

const group = z.object({
	members: z.array(name),
	npcs: count,
	players: count,
	formed: seconds.optional(),
	updated: seconds.optional(),
}) satisfies z.ZodType<GroupWire>;
const NO_GROUP = { members: [], npcs: 0, players: 0 };

const health = z.object({
	state: z.string(),
	current: z.number(),
	max: z.number(),
	isMoving: z.boolean(),
	velocity: vec3.optional(),
});

const context = z.looseObject({
	id: name.optional(),
	name: name.optional(),
	type: z.enum(["npc", "player"]).optional(),
	relationships: z.array(z.unknown()).optional(),
	currentGroups: tableOr(NO_GROUP, group).optional(),
	position: vec3.optional(),
	positions: positions.optional(),
	location: z.string().optional(),
	recentInteractions: z.array(z.looseObject({ timestamp: seconds, narrative: z.string() })).optional(),
	health: tableOr(undefined, health.optional()),
	mood: z.string().optional(),
	lastSeen: seconds.optional(),
	cleared: z.array(name).optional(),
}) satisfies z.ZodType<ContextWire>;

const cluster = z.object({
	id: name.optional(),
	members: z.array(name),
	npcs: count,
	players: count,
	formed: seconds.optional(),
	positions: positions.optional(),
	location: z.string().optional(),
}) satisfies z.ZodType<ClusterWire>;

const event = z.object({
	id: name.optional(),
	type: name,
	actor: name,
	target: name.optional(),
	clusterId: name.optional(),
	at: seconds,
	data: table(z.record(z.string(), z.unknown())).optional(),
}) satisfies z.ZodType<EventWire>;

/** What a world may be called: it becomes part of topics and paths. */
export const worldId = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, {
	error: "must be 1 to 64 letters, digits, underscores, dots or hyphens",
});

/** What both forms say of their sender. */
const envelope = {
	serverId: name.optional(),
	epoch: name.optional(),
	seq: z.int().min(0).optional(),
	world: worldId.optional(),
	priority: z.enum(["immediate", "normal"]).optional(),
};

/** Body of an ingest: what a game server has to say of its members. */
export const snapshotSchema = z.object({
	timestamp: seconds,
	...envelope,
	kind: z.enum(["full", "delta", "cluster_update"]).optional(),
	clusters: z.array(cluster),
	events: z.array(event),
	humanContext: table(z.record(name, table(context))),
	removed: table(
		z.object({ members: z.array(name).optional(), clusters: z.array(name).optional() }),
	).optional(),
}) satisfies z.ZodType<SnapshotWire>;

/** The immediate update of one cluster, as clients of the past wrap it. */
export const clusterUpdateSchema = z.object({
	type: z.literal("cluster_update"),
	timestamp: seconds.optional(),
	...envelope,
	data: z.object({
		clusterId: name,
		members: z.array(name),
		positions: positions.optional(),
		timestamp: seconds,
	}),
});
