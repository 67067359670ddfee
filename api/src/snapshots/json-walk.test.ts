import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHostileKey, isTameJson, wildPlaces } from "./json-walk.js";
import { MAX_LEVELS, MAX_NAMED_ERRORS, MAX_VALUES } from "./snapshot-limits.js";

function nested(levels: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { in: value } : [value];
	return value;
}

function paths(body: unknown): string[] {
	return wildPlaces(body).map(({ path }) => path);
}

const HOSTILE = ["__proto__", "constructor", "prototype"];

describe("JSON whose shape nobody knows", () => {
	it("[SN5] may hold whatever JSON can say", () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
				const hostile = HOSTILE.some((key) => JSON.stringify(value).includes(`"${key}":`));
				expect(isTameJson(value, 0)).toBe(!hostile);
				expect(wildPlaces(value).length > 0).toBe(hostile);
			}),
			{ numRuns: 500 },
		);
	});

	it.each(HOSTILE)("[SN5] may not have the key %s, however deep", (key) => {
		const body = JSON.parse(`{"a": [{"${key}": {"x": 1}}]}`) as unknown;
		expect(isHostileKey(key)).toBe(true);
		expect(isTameJson(body, 0)).toBe(false);
		expect(paths(body)).toEqual([`a[0].${key}`]);
	});

	it("[SN5] may not hold numbers that JSON cannot say again", () => {
		const body = JSON.parse('{"a": 1e999, "b": [-1e999, 1e308]}') as unknown;
		expect(isTameJson(body, 0)).toBe(false);
		expect(paths(body)).toEqual(["a", "b[0]"]);
	});

	it("[SN6] may be nested 63 levels deep and no deeper", () => {
		expect(isTameJson(nested(MAX_LEVELS), 0)).toBe(true);
		expect(paths(nested(MAX_LEVELS))).toEqual([]);
		expect(isTameJson(nested(MAX_LEVELS + 1), 0)).toBe(false);
		expect(paths(nested(MAX_LEVELS + 1))).toHaveLength(1);
	});

	it("[SN6] counts the levels above it", () => {
		expect(isTameJson(nested(MAX_LEVELS - 3), 3)).toBe(true);
		expect(isTameJson(nested(MAX_LEVELS - 2), 3)).toBe(false);
	});

	it("[SN6] is not walked to the bottom of a hole", () => {
		const text = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
		expect(paths(JSON.parse(text))).toHaveLength(1);
	});

	it("[SN6] is refused as a whole where it holds too many values", () => {
		expect(paths({ list: new Array(MAX_VALUES - 2).fill(0) })).toEqual([]);
		expect(paths({ list: new Array(MAX_VALUES).fill(0) })).toEqual(["body"]);
	});

	it("[SN2] is not answered with more places than a limit", () => {
		expect(wildPlaces(new Array(MAX_NAMED_ERRORS + 5).fill(Infinity))).toHaveLength(MAX_NAMED_ERRORS);
	});
});
