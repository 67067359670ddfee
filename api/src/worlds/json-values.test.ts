import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameJson, settledJson } from "./json-values.js";

function shuffled(value: unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map(shuffled);
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, item]) => [key, shuffled(item)]),
	);
}

describe("sameJson", () => {
	it("[CH1] does not mind the order of keys, nor who made the objects", () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(sameJson(value, shuffled(value))).toBe(true);
			}),
		);
	});

	it("[CH1] agrees with what the values say", () => {
		const small = fc.jsonValue({ maxDepth: 2 });
		fc.assert(
			fc.property(small, small, (a, b) => {
				// A copy of each, so that both have the prototype of plain objects.
				expect(sameJson(a, b)).toBe(isDeepStrictEqual(structuredClone(a), structuredClone(b)));
			}),
			{ numRuns: 1_000 },
		);
	});

	it.each([
		[{}, []],
		[{ a: 1 }, { b: 1 }],
		[{ a: 1 }, { a: 1, b: 1 }],
		[{ a: 1, b: 1 }, { a: 1 }],
		[[1], [1, 2]],
		[null, {}],
		[0, -0],
		[{ toString: {} }, {}],
		[JSON.parse('{"__proto__": {}}'), { c: 1 }],
		["1", 1],
	])("[CH1] tells %j from %j", (a, b) => {
		expect(sameJson(a, b)).toBe(false);
		expect(sameJson(b, a)).toBe(false);
	});
});

describe("settledJson", () => {
	it("[SN15] is what JSON text brings back", () => {
		const value = fc.jsonValue();
		fc.assert(
			fc.property(value, (json) => {
				expect(settledJson(json)).toStrictEqual(JSON.parse(JSON.stringify(json)));
			}),
			{ examples: [[-0], [[-0, { a: -0 }]]] },
		);
	});
});
