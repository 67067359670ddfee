import { describe, expect, it } from "vitest";
import { countFields, isCount, isName, isSeconds, isVec3, listOf, tableOf, told } from "./plain-json.js";
import { MAX_NAME_CHARS, MAX_TIMESTAMP } from "./snapshot-limits.js";

describe("checks of single values", () => {
	it.each([
		["isName", isName, ["a", "x".repeat(MAX_NAME_CHARS)]],
		["isSeconds", isSeconds, [0, 1.5, MAX_TIMESTAMP]],
		["isCount", isCount, [0, 7]],
		["isVec3", isVec3, [{ x: 0, y: -1.5, z: 1e300 }]],
	])("[SN2] %s takes what it is named for", (_, check, values) => {
		for (const value of values) expect(check(value)).toBe(true);
	});

	it.each([
		["isName", isName, ["", "x".repeat(MAX_NAME_CHARS + 1), "__proto__", "constructor", "prototype", 1]],
		["isSeconds", isSeconds, [-1, MAX_TIMESTAMP + 1, Infinity, NaN, "1", null]],
		["isCount", isCount, [-1, 0.5, 2 ** 53, "1"]],
		[
			"isVec3",
			isVec3,
			[
				{ x: 0, y: 0 },
				{ x: 0, y: 0, z: 0, w: 0 },
				{ x: 0, y: 0, w: 0 },
				{ x: 0, y: 0, z: Infinity },
				[0, 0, 0],
			],
		],
	])("[SN2] %s refuses everything else", (_, check, values) => {
		for (const value of values) expect(check(value)).toBe(false);
	});
});

describe("checks made of checks", () => {
	it("[SN2] takes lists and tables of what is right", () => {
		expect(listOf(isCount)([])).toBe(true);
		expect(listOf(isCount)([1, 2])).toBe(true);
		expect(listOf(isCount)([1, -2])).toBe(false);
		expect(listOf(isCount)({ 0: 1 })).toBe(false);
		expect(tableOf(isCount)({ a: 1 })).toBe(true);
		expect(tableOf(isCount)({ a: "1" })).toBe(false);
		expect(tableOf(isCount)({ "": 1 })).toBe(false);
		expect(tableOf(isCount)([])).toBe(false);
	});

	it("[SN2] counts the fields of an object, and a field that may be absent", () => {
		expect(countFields({})).toBe(0);
		expect(countFields({ a: 1, b: null })).toBe(2);
		expect(countFields(JSON.parse('{"a":1,"__proto__":2}') as object)).toBe(2);
		expect([undefined, null, 0, ""].map(told)).toEqual([0, 1, 1, 1]);
	});
});
