import type { SnapshotWire } from "../../../game/src/shared/wire/index.js";
import { isTameJson } from "./json-walk.js";
import {
	isCount,
	isName,
	isNames,
	isObject,
	isPositions,
	isSeconds,
	isText,
	isVec3,
	listOf,
	oneOf,
	record,
	tableOf,
} from "./plain-json.js";
import type { Check } from "./plain-json.js";
import { worldId } from "./snapshot-schema.js";

/** JSON whose shape nobody knows, with so many levels of the body above it. */
function tameBelow(levels: number): Check {
	return (value) => isTameJson(value, levels);
}

const isTameField = tameBelow(3);
const isTameDetail = tameBelow(5);

const counted = { members: isNames, npcs: isCount, players: isCount };

const isGroup = record({ required: counted, optional: { formed: isSeconds, updated: isSeconds } });

const isCluster = record({
	required: counted,
	optional: { id: isName, formed: isSeconds, positions: isPositions, location: isText },
});

const isInteraction = record({
	required: { timestamp: isSeconds, narrative: isText },
	others: isTameDetail,
});

const isHealth = record({
	required: { state: isText, current: Number.isFinite, max: Number.isFinite, isMoving: oneOf(true, false) },
	optional: { velocity: isVec3 },
});

const isContext = record({
	optional: {
		id: isName,
		type: oneOf("npc", "player"),
		relationships: (value) => Array.isArray(value) && isTameField(value),
		currentGroups: isGroup,
		position: isVec3,
		positions: isPositions,
		location: isText,
		recentInteractions: listOf(isInteraction),
		health: isHealth,
		mood: isText,
		lastSeen: isSeconds,
		name: isName,
		cleared: isNames,
	},
	others: isTameField,
});

const isEvent = record({
	required: { type: isName, actor: isName, at: isSeconds },
	optional: {
		id: isName,
		target: isName,
		clusterId: isName,
		data: (value) => isObject(value) && isTameField(value),
	},
});

const isSnapshot = record({
	required: {
		timestamp: isSeconds,
		clusters: listOf(isCluster),
		events: listOf(isEvent),
		humanContext: tableOf(isContext),
	},
	optional: {
		serverId: isName,
		epoch: isName,
		seq: isCount,
		kind: oneOf("full", "delta", "cluster_update"),
		world: (value) => worldId.safeParse(value).success,
		priority: oneOf("immediate", "normal"),
		removed: record({ optional: { members: isNames, clusters: isNames } }),
	},
});

/**
 * Recognises a payload that is plainly right, at a tenth of what the schema takes for it: the schema makes a
 * copy of every object and a record of every step, which for 5,000 members costs more than parsing their JSON.
 * Where this says yes the schema would accept the body and change nothing of it. Where it says no the body may
 * still be right (an empty table, a field that nobody knows); the schema decides, and names what is wrong.
 */
export function isPlainSnapshot(body: unknown): body is SnapshotWire {
	return isSnapshot(body);
}
