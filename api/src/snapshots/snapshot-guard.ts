import { isHostileKey, isTameJson } from "./json-walk.js";
import { MAX_NAME_CHARS, MAX_TIMESTAMP } from "./snapshot-limits.js";
import { worldId } from "./snapshot-schema.js";
import type { SnapshotWire } from "../../../game/src/shared/wire/index.js";

/** Levels that lie above a field of an event, of a context, and of an interaction. */
const LEVELS = { ofEvent: 3, ofContext: 3, ofInteraction: 5 };

function isText(value: unknown): value is string {
	return typeof value === "string";
}

function isName(value: unknown): value is string {
	return isText(value) && value.length > 0 && value.length <= MAX_NAME_CHARS && !isHostileKey(value);
}

function isSeconds(value: unknown): boolean {
	return typeof value === "number" && value >= 0 && value <= MAX_TIMESTAMP;
}

function isCount(value: unknown): boolean {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
	if (!Array.isArray(value)) return false;
	for (const item of value) if (!isItem(item)) return false;
	return true;
}

function isVec3(value: unknown): boolean {
	if (!isObject(value)) return false;
	let fields = 0;
	for (const key in value) {
		if ((key !== "x" && key !== "y" && key !== "z") || !Number.isFinite(value[key])) return false;
		fields += 1;
	}
	return fields === 3;
}

function isPositions(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) if (!isName(key) || !isVec3(value[key])) return false;
	return true;
}

function isGroup(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) {
		const field = value[key];
		switch (key) {
			case "members":
				if (!isListOf(field, isName)) return false;
				break;
			case "npcs":
			case "players":
				if (!isCount(field)) return false;
				break;
			case "formed":
			case "updated":
				if (!isSeconds(field)) return false;
				break;
			default:
				return false;
		}
	}
	return "members" in value && "npcs" in value && "players" in value;
}

function isInteraction(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) {
		const field = value[key];
		switch (key) {
			case "timestamp":
				if (!isSeconds(field)) return false;
				break;
			case "narrative":
				if (!isText(field)) return false;
				break;
			default:
				if (isHostileKey(key) || !isTameJson(field, LEVELS.ofInteraction)) return false;
		}
	}
	return "timestamp" in value && "narrative" in value;
}

function isHealth(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) {
		const field = value[key];
		switch (key) {
			case "state":
				if (!isText(field)) return false;
				break;
			case "current":
			case "max":
				if (!Number.isFinite(field)) return false;
				break;
			case "isMoving":
				if (typeof field !== "boolean") return false;
				break;
			case "velocity":
				if (!isVec3(field)) return false;
				break;
			default:
				return false;
		}
	}
	return "state" in value && "current" in value && "max" in value && "isMoving" in value;
}

function isContextField(key: string, field: unknown): boolean {
	switch (key) {
		case "id":
		case "name":
			return isName(field);
		case "type":
			return field === "npc" || field === "player";
		case "relationships":
			return Array.isArray(field) && isTameJson(field, LEVELS.ofContext);
		case "currentGroups":
			return isGroup(field);
		case "position":
			return isVec3(field);
		case "positions":
			return isPositions(field);
		case "location":
		case "mood":
			return isText(field);
		case "recentInteractions":
			return isListOf(field, isInteraction);
		case "health":
			return isHealth(field);
		case "lastSeen":
			return isSeconds(field);
		case "cleared":
			return isListOf(field, isName);
		default:
			return !isHostileKey(key) && isTameJson(field, LEVELS.ofContext);
	}
}

function isContexts(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) {
		const context = value[key];
		if (!isName(key) || !isObject(context)) return false;
		for (const field in context) if (!isContextField(field, context[field])) return false;
	}
	return true;
}

function isCluster(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) {
		const field = value[key];
		switch (key) {
			case "id":
				if (!isName(field)) return false;
				break;
			case "positions":
				if (!isPositions(field)) return false;
				break;
			case "location":
				if (!isText(field)) return false;
				break;
			case "members":
				if (!isListOf(field, isName)) return false;
				break;
			case "npcs":
			case "players":
				if (!isCount(field)) return false;
				break;
			case "formed":
				if (!isSeconds(field)) return false;
				break;
			default:
				return false;
		}
	}
	return "members" in value && "npcs" in value && "players" in value;
}

function isEvent(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) {
		const field = value[key];
		switch (key) {
			case "id":
			case "type":
			case "actor":
			case "target":
			case "clusterId":
				if (!isName(field)) return false;
				break;
			case "at":
				if (!isSeconds(field)) return false;
				break;
			case "data":
				if (!isObject(field) || !isTameJson(field, LEVELS.ofEvent)) return false;
				break;
			default:
				return false;
		}
	}
	return "type" in value && "actor" in value && "at" in value;
}

function isRemoved(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) {
		if ((key !== "members" && key !== "clusters") || !isListOf(value[key], isName)) return false;
	}
	return true;
}

function isField(key: string, field: unknown): boolean {
	switch (key) {
		case "timestamp":
			return isSeconds(field);
		case "serverId":
		case "epoch":
			return isName(field);
		case "seq":
			return isCount(field);
		case "kind":
			return field === "full" || field === "delta" || field === "cluster_update";
		case "world":
			return worldId.safeParse(field).success;
		case "priority":
			return field === "immediate" || field === "normal";
		case "clusters":
			return isListOf(field, isCluster);
		case "events":
			return isListOf(field, isEvent);
		case "humanContext":
			return isContexts(field);
		case "removed":
			return isRemoved(field);
		default:
			return false;
	}
}

/**
 * Recognises a payload that is plainly right, at a tenth of what the schema takes for it: the schema makes a
 * copy of every object and a record of every step, which for 5,000 members costs more than parsing their JSON.
 * Where this says yes the schema would accept the body and change nothing of it. Where it says no the body may
 * still be right (an empty table, a field that nobody knows); the schema decides, and names what is wrong.
 */
export function isPlainSnapshot(body: unknown): body is SnapshotWire {
	if (!isObject(body)) return false;
	for (const key in body) if (!isField(key, body[key])) return false;
	return "timestamp" in body && "clusters" in body && "events" in body && "humanContext" in body;
}
