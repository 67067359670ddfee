import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Slots, type Words, createGrammar, fill } from "./grammar.js";
import { seededRandom } from "./random.js";

function all(words: Words, slots: Slots = {}, symbol = "s"): ReadonlySet<string | undefined> {
	return new Set(
		Array.from({ length: 200 }, (_, index) =>
			createGrammar({ layers: [{ words, weight: 1 }], slots, random: seededRandom(`${index}`) })(symbol),
		),
	);
}

describe("a grammar", () => {
	it("[MD18] fills slots and symbols, capitalised where the marker is", () => {
		expect(all({ s: ["{Topic} and {thing}."], thing: ["a cup"] }, { topic: "the bridge" })).toEqual(
			new Set(["The bridge and a cup."]),
		);
	});

	it("[MD18] takes no template that it cannot fill whole, however deep the gap is", () => {
		expect(all({ s: ["{gone}", "{deep}", "plain"], deep: ["{deeper}"], deeper: ["{gone}"] })).toEqual(
			new Set(["plain"]),
		);
		expect(all({ s: ["{gone}"] })).toEqual(new Set([undefined]));
		expect(all({}, {}, "unknown")).toEqual(new Set([undefined]));
	});

	it("[MD18] takes no template that leads back to itself", () => {
		expect(all({ s: ["a {t}", "end"], t: ["b {s}"] })).toEqual(new Set(["end"]));
	});

	it("[MD18] reads what it fills in as text, whatever it is", () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(all({ s: ["<{slot}>"] }, { slot: text })).toEqual(new Set([`<${text}>`]));
			}),
			{ numRuns: 30 },
		);
		expect(all({ s: ["{a}"] }, { a: "{b} $&", b: "no" })).toEqual(new Set(["{b} $&"]));
	});

	it("[MD18] fills a single template, and does not read again what it was filled with", () => {
		const texts: Readonly<Record<string, string>> = { name: "{other}", other: "no" };
		expect(fill("{Name}, {name} and {other}.", (name) => texts[name]!)).toBe("{other}, {other} and no.");
		expect(fill("{Other} { } {-} {", (name) => texts[name]!)).toBe("No { } {-} {");
	});

	it("[MD18] takes heavier layers more often", () => {
		const layers = [
			{ words: { s: ["heavy"] }, weight: 9 },
			{ words: { s: ["light"] }, weight: 1 },
		];
		const taken = Array.from({ length: 1000 }, (_, index) =>
			createGrammar({ layers, slots: {}, random: seededRandom(`w${index}`) })("s"),
		);
		const light = taken.filter((text) => text === "light").length;
		expect(light).toBeGreaterThan(60);
		expect(light).toBeLessThan(150);
	});
});
