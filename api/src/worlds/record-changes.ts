import type { FieldChange } from "./changes.js";
import { joinFieldPath, splitFieldPath } from "./field-path.js";
import { sameJson } from "./json-values.js";

/** A record of any kind: what is compared field by field under one id. */
export interface Recorded {
	readonly id: string;
}

function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function field(of: object, key: string): unknown {
	return Object.hasOwn(of, key) ? (of as Readonly<Record<string, unknown>>)[key] : undefined;
}

function change(place: Place, oldValue: unknown, newValue: unknown): FieldChange {
	return {
		entityId: place.id,
		field: joinFieldPath(place.path),
		...(oldValue === undefined ? {} : { oldValue }),
		...(newValue === undefined ? {} : { newValue }),
	};
}

interface Place {
	readonly id: string;
	readonly path: readonly string[];
	readonly changes: FieldChange[];
}

function diffField(old: unknown, now: unknown, place: Place): void {
	if (isObject(old) && isObject(now)) diffFields(old, now, place);
	else if (!sameJson(old, now)) place.changes.push(change(place, old, now));
}

function diffFields(before: object, after: object, { id, path, changes }: Place): void {
	const compare = (key: string) => {
		// What both inherit under that name is the same too.
		if (Object.is(before[key as keyof typeof before], after[key as keyof typeof after])) return;
		const old = field(before, key);
		const now = field(after, key);
		if (!Object.is(old, now)) diffField(old, now, { id, path: [...path, key], changes });
	};
	for (const key in before) compare(key);
	for (const key in after) if (!Object.hasOwn(before, key)) compare(key);
}

/**
 * What leads from one form of a record to another. Objects are compared key by key; an array is one value,
 * since indices say little about lists whose items come and go at the front.
 */
export function diffRecord<T extends Recorded>(before: T, after: T): FieldChange[] {
	const changes: FieldChange[] = [];
	diffFields(before, after, { id: after.id, path: [], changes });
	return changes;
}

function withField(fields: object, [key, ...rest]: readonly string[], value: unknown): object {
	if (key === undefined) return fields;
	if (rest.length > 0) {
		const inner = field(fields, key);
		return { ...fields, [key]: withField(isObject(inner) ? inner : {}, rest, value) };
	}
	if (value !== undefined) return { ...fields, [key]: value };
	return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== key));
}

/** The record with one change made; the record itself is left as it is. */
export function changeRecord<T extends Recorded>(record: T, { field: path, newValue }: FieldChange): T {
	return withField(record, splitFieldPath(path), newValue) as T;
}
