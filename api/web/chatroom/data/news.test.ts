import { describe, expect, it } from "vitest";
import { PARTS, touchedBy } from "./news.js";

describe("what an event makes old", () => {
	it.each([
		["conversation", ["conversations", "moods", "unread"]],
		["runaway", ["runaways", "moods", "unread"]],
		["recovery", ["runaways", "moods", "unread"]],
		["society", ["moods"]],
		["read", ["conversations", "unread"]],
	])("[CP1] is, of %s, no more than what it can have changed", (event, parts) => {
		expect(touchedBy(event)).toEqual(parts);
	});

	it("[CP1] is everything, of an event that is not known", () => {
		for (const event of ["state", "", "toString"]) expect(touchedBy(event)).toEqual(PARTS);
	});
});
