import { describe, expect, it } from "vitest";
import { createSightings } from "./sightings.js";
import type { Entity } from "./world.js";

function entity(id: string, source: string): Entity {
	return { id, key: id, name: id, type: "npc", source, location: "Unknown" };
}

describe("sightings", () => {
	it("[WD14] are the later of what was heard of the source and of the member", () => {
		const seen = createSightings();
		expect(seen.lastSeen(entity("a", "s"))).toBeUndefined();
		seen.source("s", 10);
		seen.member("a", 12);
		seen.member("b", 8);
		expect(seen.lastSeen(entity("a", "s"))).toBe(12);
		expect(seen.lastSeen(entity("b", "s"))).toBe(10);
		expect(seen.lastSeen(entity("a", "other"))).toBe(12);
	});

	it("[WD14] never go back", () => {
		const seen = createSightings();
		seen.source("s", 10);
		seen.source("s", 7);
		seen.member("a", 20);
		seen.member("a", 15);
		expect(seen.lastSeen(entity("b", "s"))).toBe(10);
		expect(seen.lastSeen(entity("a", "s"))).toBe(20);
		expect(seen.latest()).toBe(20);
	});

	it("[WD14] are forgotten with whom they are of", () => {
		const seen = createSightings();
		seen.source("s", 10);
		seen.member("a", 20);
		seen.forgetMember("a");
		expect(seen.lastSeen(entity("a", "s"))).toBe(10);
		seen.forgetSource("s");
		expect(seen.lastSeen(entity("a", "s"))).toBeUndefined();
		expect(seen.latest()).toBeUndefined();
	});

	it("[WD5] come back from what was put aside", () => {
		const seen = createSightings();
		seen.source("s", 10);
		seen.member("a", 20);
		const back = createSightings(JSON.parse(JSON.stringify(seen.dump())) as ReturnType<typeof seen.dump>);
		expect(back.dump()).toEqual(seen.dump());
		expect(back.lastSeen(entity("a", "s"))).toBe(20);
	});
});
