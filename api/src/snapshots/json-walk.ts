import { formatPath } from "./json-path.js";
import { MAX_LEVELS, MAX_NAMED_ERRORS, MAX_VALUES } from "./snapshot-limits.js";
import type { PathError } from "../http/refusal.js";

/** Keys that would reach an object's prototype wherever somebody assigns by key. */
export function isHostileKey(key: string): boolean {
	// By length first: it is asked of every key, and nearly none needs to be compared.
	switch (key.length) {
		case 9:
			return key === "__proto__" || key === "prototype";
		case 11:
			return key === "constructor";
		default:
			return false;
	}
}

/**
 * Whether parsed JSON whose shape nobody knows may be kept: no hostile keys, no number that JSON cannot say
 * again (`1e999` parses to Infinity), and no more than the allowed levels, of which `level` are used.
 */
export function isTameJson(value: unknown, level: number): boolean {
	if (typeof value === "number") return Number.isFinite(value);
	if (typeof value !== "object" || value === null) return true;
	if (level >= MAX_LEVELS) return false;
	if (Array.isArray(value)) {
		for (const item of value) if (!isTameJson(item, level + 1)) return false;
		return true;
	}
	for (const key in value) {
		if (isHostileKey(key) || !isTameJson((value as Record<string, unknown>)[key], level + 1)) return false;
	}
	return true;
}

/** Every place of parsed JSON for which `isTameJson` refuses it, and the body as a whole where it holds too many values. */
export function wildPlaces(body: unknown): PathError[] {
	const errors: PathError[] = [];
	const path: PropertyKey[] = [];
	let values = 0;
	const blame = (message: string) => {
		if (errors.length < MAX_NAMED_ERRORS) errors.push({ path: formatPath(path), message });
	};
	const enter = (key: PropertyKey, value: unknown) => {
		path.push(key);
		if (typeof key === "string" && isHostileKey(key)) blame("this key is not allowed");
		visit(value);
		path.pop();
	};
	const visit = (value: unknown): void => {
		values += 1;
		if (typeof value === "number" && !Number.isFinite(value)) blame("must be a finite number");
		if (typeof value !== "object" || value === null || values > MAX_VALUES) return;
		if (path.length >= MAX_LEVELS) {
			blame(`is nested more than ${MAX_LEVELS} levels deep`);
		} else if (Array.isArray(value)) {
			for (const [index, item] of value.entries()) enter(index, item);
		} else {
			for (const key of Object.keys(value)) enter(key, (value as Record<string, unknown>)[key]);
		}
	};
	visit(body);
	return values > MAX_VALUES
		? [{ path: formatPath([]), message: `holds more than ${MAX_VALUES} values` }]
		: errors;
}
