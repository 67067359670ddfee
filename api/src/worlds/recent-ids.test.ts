import { describe, expect, it } from "vitest";
import { createRecentIds } from "./recent-ids.js";

describe("recent ids", () => {
	it("[WD4] are remembered up to a bound, the oldest forgotten first", () => {
		const ids = createRecentIds(3);
		for (const id of ["a", "b", "c", "d"]) ids.add(id);
		expect(ids.list()).toEqual(["b", "c", "d"]);
		expect(ids.has("a")).toBe(false);
		expect(ids.has("d")).toBe(true);
	});

	it("[WD4] that come again are young again", () => {
		const ids = createRecentIds(2, ["a", "b"]);
		ids.add("a");
		ids.add("c");
		expect(ids.list()).toEqual(["a", "c"]);
	});

	it("[WD5] come back in their order, within the bound", () => {
		expect(createRecentIds(2, ["a", "b", "c"]).list()).toEqual(["b", "c"]);
	});
});
