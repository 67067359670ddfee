import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_WORLD, type SyncedEntity } from "../../../client/index.js";
import { listedMembers } from "./listed-members.js";
import { rowAfterKey, rowsInView, scrollToRow } from "./rows-in-view.js";

describe("rowsInView", () => {
	it("[PG19] holds every row that is seen, and no more than a picture's worth", () => {
		fc.assert(
			fc.property(
				fc.nat(6_000),
				fc.nat(300_000),
				fc.integer({ min: 0, max: 1_000 }),
				(count, top, height) => {
					const { first, end } = rowsInView(count, 44, { top, height });
					expect(first >= 0 && first <= end && end <= count).toBe(true);
					expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 44) + 14);
					for (
						let row = Math.floor(top / 44);
						row < Math.min(count, Math.ceil((top + height) / 44));
						row += 1
					) {
						expect(row >= first && row < end).toBe(true);
					}
				},
			),
		);
	});
});

describe("scrollToRow", () => {
	it("[PG19] scrolls no further than to see the row", () => {
		const view = { top: 440, height: 220 };
		expect(scrollToRow(12, 44, view)).toBe(440);
		expect(scrollToRow(3, 44, view)).toBe(132);
		expect(scrollToRow(20, 44, view)).toBe(21 * 44 - 220);
	});
});

describe("rowAfterKey", () => {
	it("[PG17] moves by lines, pages and to the ends, and stays inside", () => {
		const list = { count: 100, page: 10 };
		expect(
			["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"].map((key) => rowAfterKey(key, 50, list)),
		).toEqual([51, 49, 60, 40, 0, 99]);
		expect(rowAfterKey("ArrowDown", -1, list)).toBe(0);
		expect(rowAfterKey("ArrowUp", 0, list)).toBe(0);
		expect(rowAfterKey("PageDown", 98, list)).toBe(99);
		expect(rowAfterKey("x", 5, list)).toBeUndefined();
		expect(rowAfterKey("ArrowDown", -1, { count: 0, page: 1 })).toBeUndefined();
	});
});

describe("listedMembers", () => {
	const position = { x: 0, y: 0, z: 0 };
	const entities: SyncedEntity[] = [
		{ id: "n10", name: "Guard 10", type: "npc", location: "Market", position, cluster: "c" },
		{ id: "n2", name: "Guard 2", type: "npc", location: "Well", position, cluster: "c" },
		{ id: "p", name: "Zoë", type: "player", location: "Market", position },
		{ id: "x", type: "npc" },
		{ id: "y", name: "Yara", type: "npc", location: "Unknown", position },
	];
	const world = {
		...NO_WORLD,
		entities: new Map(entities.map((entity) => [entity.id, entity])),
		clusters: new Map([
			["c", { id: "c", source: "", members: ["n10", "n2"], npcs: 2, players: 0, formed: 0 }],
		]),
	};

	it("[PG19] lists players first, then by name as people count", () => {
		expect(listedMembers(world, "").map(({ name }) => name)).toEqual([
			"Zoë",
			"Guard 2",
			"Guard 10",
			"x",
			"Yara",
		]);
	});

	it("[PG19] says where each is, and lists who has no position", () => {
		expect(listedMembers(world, "").map(({ where }) => where)).toEqual([
			"Market",
			"Well · 2 together",
			"Market · 2 together",
			"Position unknown",
			"",
		]);
	});

	it("[PG19] finds by every word in name or place", () => {
		expect(listedMembers(world, "guard mark").map(({ id }) => id)).toEqual(["n10"]);
		expect(listedMembers(world, " ZOË ").map(({ id }) => id)).toEqual(["p"]);
		expect(listedMembers(world, "nobody")).toEqual([]);
	});
});
