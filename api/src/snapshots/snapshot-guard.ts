import type { SnapshotWire } from "../../../game/src/shared/wire/index.js";
import { isTameJson } from "./json-walk.js";
import {
	countFields,
	isCount,
	isName,
	isNames,
	isObject,
	isPositions,
	isSeconds,
	isText,
	isVec3,
	listOf,
	tableOf,
	told,
} from "./plain-json.js";
import { worldId } from "./snapshot-schema.js";

/** Levels of the body above a context, above one of its fields, and above an interaction. */
const CONTEXT_LEVEL = 2;
const FIELD_LEVEL = 3;
const INTERACTION_LEVEL = 4;

// Fields are read by name and then counted, which takes a third less than looking up the check of every field,
// and makes nothing: garbage counts while a large body is held.

function isGroup(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { members, npcs, players, formed, updated } = value;
	return (
		isNames(members) &&
		isCount(npcs) &&
		isCount(players) &&
		(formed === undefined || isSeconds(formed)) &&
		(updated === undefined || isSeconds(updated)) &&
		countFields(value) === 3 + told(formed) + told(updated)
	);
}

function isCluster(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { id, members, npcs, players, formed, positions, location } = value;
	return (
		(id === undefined || isName(id)) &&
		isNames(members) &&
		isCount(npcs) &&
		isCount(players) &&
		(formed === undefined || isSeconds(formed)) &&
		(positions === undefined || isPositions(positions)) &&
		(location === undefined || isText(location)) &&
		countFields(value) === 3 + told(id) + told(formed) + told(positions) + told(location)
	);
}

function isInteraction(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { timestamp, narrative } = value;
	return (
		isSeconds(timestamp) &&
		isText(narrative) &&
		(countFields(value) === 2 || isTameJson(value, INTERACTION_LEVEL))
	);
}

const isInteractions = listOf(isInteraction);

function isHealth(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { state, current, max, isMoving, velocity } = value;
	return (
		isText(state) &&
		Number.isFinite(current) &&
		Number.isFinite(max) &&
		typeof isMoving === "boolean" &&
		(velocity === undefined || isVec3(velocity)) &&
		countFields(value) === 4 + told(velocity)
	);
}

function isContext(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { id, name, type, relationships, currentGroups, position, positions, location } = value;
	const { recentInteractions, health, mood, lastSeen, cleared } = value;
	return (
		(id === undefined || isName(id)) &&
		(name === undefined || isName(name)) &&
		(type === undefined || type === "npc" || type === "player") &&
		(relationships === undefined ||
			(Array.isArray(relationships) && isTameJson(relationships, FIELD_LEVEL))) &&
		(currentGroups === undefined || isGroup(currentGroups)) &&
		(position === undefined || isVec3(position)) &&
		(positions === undefined || isPositions(positions)) &&
		(location === undefined || isText(location)) &&
		(recentInteractions === undefined || isInteractions(recentInteractions)) &&
		(health === undefined || isHealth(health)) &&
		(mood === undefined || isText(mood)) &&
		(lastSeen === undefined || isSeconds(lastSeen)) &&
		(cleared === undefined || isNames(cleared)) &&
		(countFields(value) ===
			told(id) +
				told(name) +
				told(type) +
				told(relationships) +
				told(currentGroups) +
				told(position) +
				told(positions) +
				told(location) +
				told(recentInteractions) +
				told(health) +
				told(mood) +
				told(lastSeen) +
				told(cleared) ||
			isTameJson(value, CONTEXT_LEVEL))
	);
}

function isEvent(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { id, type, actor, target, clusterId, at, data } = value;
	return (
		(id === undefined || isName(id)) &&
		isName(type) &&
		isName(actor) &&
		(target === undefined || isName(target)) &&
		(clusterId === undefined || isName(clusterId)) &&
		isSeconds(at) &&
		(data === undefined || (isObject(data) && isTameJson(data, FIELD_LEVEL))) &&
		countFields(value) === 3 + told(id) + told(target) + told(clusterId) + told(data)
	);
}

function isRemoved(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { members, clusters } = value;
	return (
		(members === undefined || isNames(members)) &&
		(clusters === undefined || isNames(clusters)) &&
		countFields(value) === told(members) + told(clusters)
	);
}

const isClusters = listOf(isCluster);
const isEvents = listOf(isEvent);
const isContexts = tableOf(isContext);

/**
 * Recognises a payload that is plainly right, at a tenth of what the schema takes for it: the schema makes a
 * copy of every object and a record of every step, which for 5,000 members costs more than parsing their JSON.
 * Where this says yes the schema would accept the body and change nothing of it. Where it says no the body may
 * still be right (an empty table, a field that nobody knows); the schema decides, and names what is wrong.
 */
export function isPlainSnapshot(body: unknown): body is SnapshotWire {
	if (!isObject(body)) return false;
	const { timestamp, serverId, epoch, seq, kind, world, priority } = body;
	const { clusters, events, humanContext, removed } = body;
	return (
		isSeconds(timestamp) &&
		(serverId === undefined || isName(serverId)) &&
		(epoch === undefined || isName(epoch)) &&
		(seq === undefined || isCount(seq)) &&
		(kind === undefined || kind === "full" || kind === "delta" || kind === "cluster_update") &&
		(world === undefined || worldId.safeParse(world).success) &&
		(priority === undefined || priority === "immediate" || priority === "normal") &&
		isClusters(clusters) &&
		isEvents(events) &&
		isContexts(humanContext) &&
		(removed === undefined || isRemoved(removed)) &&
		countFields(body) ===
			4 + told(serverId) + told(epoch) + told(seq) + told(kind) + told(world) + told(priority) + told(removed)
	);
}
