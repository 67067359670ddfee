import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentWords, findTopic, quotable } from "./topic.js";

describe("what a line speaks of", () => {
	it.each([
		["The bridge is closed again.", "the bridge"],
		["I lost my dog", "your dog"],
		["I saw a dragon!", "that dragon"],
		["We met near the old mill", "the old mill"],
		["the oldest tree fell", "the oldest tree"],
		["It is the same all the time", undefined],
		["As a rule I am in a hurry", undefined],
		["your dog is loose", undefined],
		["Ada is the one", undefined],
		["my sword broke near the bridge", "the bridge"],
		['She said "the bridge is out"', undefined],
		["", undefined],
	])("[MD14] %s: %s", (text, topic) => {
		expect(findTopic(text, ["Ada"]).topic).toBe(topic);
	});

	it("[MD14] may be a word that can only be quoted", () => {
		expect(findTopic("Xylophones everywhere", [])).toEqual({ word: "xylophones" });
		expect(findTopic("Bartholomew waves", ["Bartholomew"])).toEqual({});
	});

	it("[MD3] holds no word that was not in the line but its article", () => {
		fc.assert(
			fc.property(fc.lorem({ mode: "sentences", maxCount: 3 }), (text) => {
				const { topic = "", word = "" } = findTopic(`my ${text} and the ${text}`, []);
				for (const part of `${topic} ${word}`.split(" ").filter((one) => one !== "")) {
					expect(`your that ${`my ${text} and the ${text}`.toLowerCase()}`).toContain(part);
				}
			}),
		);
	});

	it("[MD14] is known again by its words of meaning", () => {
		expect(contentWords("What did I say about my sword?")).toEqual(["sword"]);
	});
});

describe("a line that is quoted", () => {
	it("[MD14] is its longest statement, without what would break the quote", () => {
		expect(quotable("Hello. My sword broke near the mill! Why?")).toBe("My sword broke near the mill");
		expect(quotable("the {bridge} is <b>out</b> today")).toBe("the bridge is b out /b today");
	});

	it.each(["Hi there.", "Where is the old mill now?", 'He said "no" to me', "You said so before, Ada", ""])(
		"[MD14] is not %s",
		(line) => {
			expect(quotable(line)).toBeUndefined();
		},
	);

	it("[MD14] is cut after a word where it is long", () => {
		const quote = quotable(`the ${"long ".repeat(40)}road`)!;
		expect(quote.length).toBeLessThanOrEqual(60);
		expect(quote).toMatch(/long…$/);
	});
});
