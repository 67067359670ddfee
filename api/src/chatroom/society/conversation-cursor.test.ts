import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPlace, parsePlace } from "./conversation-cursor.js";

const textOf = (value: unknown): string =>
	Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

describe("places among conversations", () => {
	it("[CE3] are read as they were written", () => {
		const createdAt = fc.double({ noNaN: true, noDefaultInfinity: true }).map((time) => time + 0);
		const id = fc.stringMatching(/^[\w:-]{1,128}$/);
		fc.assert(
			fc.property(createdAt, id, (time, name) => {
				const place = { createdAt: time, id: name };
				expect(parsePlace(formatPlace(place))).toEqual(place);
			}),
		);
	});

	it.each([
		["nothing", ""],
		["no text of ours", "conversation-1"],
		["no JSON", textOf("[1")],
		["no list", textOf({ createdAt: 1, id: "a" })],
		["half a place", textOf([1])],
		["more than a place", textOf([1, "a", 2])],
		["a time that is none", textOf(["1", "a"])],
		["no time at all", textOf([null, "a"])],
		["a time beyond numbers", textOf('[1e999,"a"]')],
		["an id that is none", textOf([1, 2])],
		["an empty id", textOf([1, ""])],
		["an id that ends early", textOf([1, "a\u0000"])],
		["an id with half a character", textOf('[1,"\\ud800"]')],
		["an id that is too long", textOf([1, "a".repeat(129)])],
		["another writing of a place", textOf(' [1, "a"]')],
		["a place with padding", `${textOf([1, "a"])}==`],
		["a place and more", `${textOf([1, "a"])}!`],
	])("[CE3] are not read of %s", (_name, text) => {
		expect(parsePlace(text)).toBeUndefined();
	});

	it("[CE3] are not read of what is not one, and nothing throws", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				const place = parsePlace(text);
				expect(place && formatPlace(place)).toBe(place && text);
			}),
		);
	});
});
