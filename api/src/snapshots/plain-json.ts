import { isHostileKey } from "./json-walk.js";
import { MAX_NAME_CHARS, MAX_TIMESTAMP } from "./snapshot-limits.js";

/** Whether a parsed JSON value is what is asked for. */
export type Check = (value: unknown) => boolean;

export function isText(value: unknown): value is string {
	return typeof value === "string";
}

/** A name, key or id. */
export function isName(value: unknown): boolean {
	return isText(value) && value.length > 0 && value.length <= MAX_NAME_CHARS && !isHostileKey(value);
}

/** A time in unix seconds. */
export function isSeconds(value: unknown): boolean {
	return typeof value === "number" && value >= 0 && value <= MAX_TIMESTAMP;
}

export function isCount(value: unknown): boolean {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How many fields an object has. */
export function countFields(value: object): number {
	let fields = 0;
	for (const _ in value) fields += 1;
	return fields;
}

/** A field that may be absent, counted. No parsed JSON is undefined. */
export function told(field: unknown): 0 | 1 {
	return field === undefined ? 0 : 1;
}

/** A place in studs: its three coordinates and nothing else. */
export function isVec3(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { x, y, z } = value;
	return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z) && countFields(value) === 3;
}

// Names and places are nine in ten values of a payload; with loops of their own their checks are not called one by one.

export function isNames(value: unknown): boolean {
	if (!Array.isArray(value)) return false;
	for (const item of value) if (!isName(item)) return false;
	return true;
}

/** Places by name. */
export function isPositions(value: unknown): boolean {
	if (!isObject(value)) return false;
	for (const key in value) if (!isName(key) || !isVec3(value[key])) return false;
	return true;
}

export function listOf(isItem: Check): Check {
	return (value) => {
		if (!Array.isArray(value)) return false;
		for (const item of value) if (!isItem(item)) return false;
		return true;
	};
}

/** An object whose keys are names. */
export function tableOf(isValue: Check): Check {
	return (value) => {
		if (!isObject(value)) return false;
		for (const key in value) if (!isName(key) || !isValue(value[key])) return false;
		return true;
	};
}
