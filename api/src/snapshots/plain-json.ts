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

/** A place in studs: its three coordinates and nothing else. */
export function isVec3(value: unknown): boolean {
	if (!isObject(value)) return false;
	let fields = 0;
	for (const _ in value) fields += 1;
	const { x, y, z } = value;
	return fields === 3 && Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z);
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

export function oneOf(...values: readonly unknown[]): Check {
	return (value) => values.includes(value);
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

interface Shape {
	readonly required?: Readonly<Record<string, Check>>;
	readonly optional?: Readonly<Record<string, Check>>;
	/** Of fields that nobody knows; without it there may be none. */
	readonly others?: Check;
}

/** An object with fields of its own. */
export function record({ required = {}, optional = {}, others = () => false }: Shape): Check {
	const fields = [...Object.entries(required), ...Object.entries(optional)];
	const needed = Object.keys(required).length;
	// A dozen names are searched through sooner than one of them is looked up in a map.
	const names = fields.map(([name]) => name);
	const checks = fields.map(([, check]) => check);
	return (value) => {
		if (!isObject(value)) return false;
		let met = 0;
		for (const key in value) {
			const place = names.indexOf(key);
			const isRight = place < 0 ? !isHostileKey(key) && others(value[key]) : checks[place]!(value[key]);
			if (!isRight) return false;
			if (place >= 0 && place < needed) met += 1;
		}
		return met === needed;
	};
}
