import type { z } from "zod";
import type { PathError } from "../http/refusal.js";
import { checkBody } from "./check-body.js";
import { formatPath } from "./json-path.js";
import { isPlainSnapshot } from "./snapshot-guard.js";
import { clusterUpdateSchema, snapshotSchema } from "./snapshot-schema.js";
import type { ClusterWire, IgnoredWire, SnapshotWire } from "../../../game/src/shared/wire/index.js";

/** A cluster as it was sent; the envelope of one cluster does not count its members. */
export type SentCluster = Omit<ClusterWire, "npcs" | "players"> & Partial<ClusterWire>;

/** A payload whose every field has been checked. */
export interface ParsedSnapshot extends Omit<SnapshotWire, "clusters"> {
	readonly clusters: readonly SentCluster[];
	/** Where a cluster stood in the body, for whoever names a place in it. */
	readonly clusterPath: (index: number) => readonly PropertyKey[];
	/** Fields outside of contexts that nobody knows. */
	readonly unknown: readonly IgnoredWire[];
}

/** Fields that name a payload's place among all of its sender's payloads. */
const PLACE = ["serverId", "epoch", "seq"] as const;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function missingPlace(body: unknown): PathError[] {
	if (!isRecord(body)) return [];
	const missing = PLACE.filter((field) => !Object.hasOwn(body, field));
	if (missing.length === 0 || missing.length === PLACE.length) return [];
	return missing.map((path) => ({ path, message: "serverId, epoch and seq come together or not at all" }));
}

function unknownFields(body: unknown, schema: z.ZodObject): IgnoredWire[] {
	return Object.keys(body as object)
		.filter((key) => !Object.hasOwn(schema.shape, key))
		.map((key) => ({ path: formatPath([key]), reason: "nobody knows this field" }));
}

function parseEnvelope(body: unknown): ParsedSnapshot {
	const {
		data,
		type,
		timestamp: _sentAt,
		...sender
	} = checkBody(clusterUpdateSchema, body, missingPlace(body));
	return {
		...sender,
		kind: type,
		timestamp: data.timestamp,
		clusters: [{ id: data.clusterId, members: data.members, positions: data.positions ?? {} }],
		clusterPath: () => ["data"],
		events: [],
		humanContext: {},
		unknown: unknownFields(body, clusterUpdateSchema),
	};
}

/**
 * A JSON body as a checked payload, in either form: a snapshot, or the envelope of an immediate cluster update.
 *
 * @throws Refusal `invalid`, naming every wrong place.
 */
export function parseSnapshot(body: unknown): ParsedSnapshot {
	if (isRecord(body) && body["type"] === "cluster_update") return parseEnvelope(body);
	const plain = isPlainSnapshot(body) && missingPlace(body).length === 0;
	const wire = plain ? body : checkBody(snapshotSchema, body, missingPlace(body));
	return {
		...wire,
		clusterPath: (index) => ["clusters", index],
		unknown: plain ? [] : unknownFields(body, snapshotSchema),
	};
}
