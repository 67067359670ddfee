import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getField, parseFieldPath, sameJson, setField } from "./field-path.js";

const key = fc.string({ unit: fc.constantFrom("a", "b", ".", "\\", "é"), maxLength: 5 });
const escaped = (name: string): string => name.replaceAll(/[\\.]/g, "\\$&");

describe("parseFieldPath", () => {
	it("[SS2] parts keys at dots, not at escaped ones", () => {
		expect(parseFieldPath("position.x")).toEqual(["position", "x"]);
		expect(parseFieldPath(String.raw`extra.Mr\. Fox.a\\b`)).toEqual(["extra", "Mr. Fox", String.raw`a\b`]);
	});

	it("[SS2] gives back any keys that were escaped and joined", () => {
		fc.assert(
			fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), (keys) => {
				expect(parseFieldPath(keys.map(escaped).join("."))).toEqual(keys);
			}),
		);
	});
});

describe("setField", () => {
	it("[SS2] changes a copy and shares the rest", () => {
		const before = { position: { x: 1, z: 2 }, mood: { deep: {} } };
		const after = setField(before, ["position", "x"], 5) as typeof before;
		expect(after).toEqual({ position: { x: 5, z: 2 }, mood: { deep: {} } });
		expect(before.position.x).toBe(1);
		expect(after.mood).toBe(before.mood);
	});

	it("[SS2] takes a field away for undefined and makes what is missing on the way", () => {
		expect(setField({ mood: "calm", id: "a" }, ["mood"], undefined)).toEqual({ id: "a" });
		expect(setField({}, ["health", "current"], 3)).toEqual({ health: { current: 3 } });
	});

	it("[SS2] sets and removes places of lists", () => {
		expect(setField({ xs: [1, 2, 3] }, ["xs", "1"], 9)).toEqual({ xs: [1, 9, 3] });
		expect(setField({ xs: [1, 2, 3] }, ["xs", "2"], undefined)).toEqual({ xs: [1, 2] });
	});

	it("[SS2] treats __proto__ as a plain key", () => {
		const after = setField({}, ["__proto__", "polluted"], true);
		expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
		expect(getField(after, ["__proto__", "polluted"])).toBe(true);
		expect(getField({}, ["polluted"])).toBeUndefined();
		expect(getField({}, ["constructor", "name"])).toBeUndefined();
	});

	it("[SS2] is read back by getField wherever it was set", () => {
		const fields = fc.dictionary(
			key,
			fc.dictionary(key, fc.oneof(fc.integer(), fc.dictionary(key, fc.string()))),
		);
		fc.assert(
			fc.property(fields, fc.array(key, { minLength: 1, maxLength: 4 }), fc.integer(), (at, path, value) => {
				expect(getField(setField(at, path, value), path)).toBe(value);
			}),
		);
	});
});

describe("sameJson", () => {
	it("[SS4] compares by content, whatever the order of keys, absent as undefined", () => {
		expect(sameJson({ a: [1, { b: 2 }], c: undefined }, { a: [1, { b: 2 }] })).toBe(true);
		expect(sameJson({ x: 1, y: 2 }, { y: 2, x: 1 })).toBe(true);
		expect(sameJson([1, 2], [2, 1])).toBe(false);
		expect(sameJson([], {})).toBe(false);
		expect(sameJson(null, {})).toBe(false);
		expect(sameJson(0, -0)).toBe(true);
	});

	it("[SS4] agrees with a JSON round trip", () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(sameJson(value, JSON.parse(JSON.stringify(value)))).toBe(true);
			}),
		);
	});
});
