import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { SnapshotWire } from "../../shared/wire";
import { advanced, EMPTY_BASELINE, forgotten } from "./baseline";

const A = { x: 1, y: 0, z: 0 };
const B = { x: 2, y: 0, z: 0 };
const FULL: SnapshotWire = {
	timestamp: 1,
	kind: "full",
	clusters: [{ id: "c1", members: ["A", "B"], npcs: 2, players: 0, positions: { A, B } }],
	events: [],
	humanContext: {
		A: {
			mood: "calm",
			location: "East",
			position: A,
			currentGroups: { members: ["A", "B"], npcs: 2, players: 0 },
			positions: { A, B },
		},
		B: { location: "East", position: B },
	},
};
const after = advanced(EMPTY_BASELINE, FULL);

const delta = (parts: Partial<SnapshotWire>): SnapshotWire => ({
	timestamp: 2,
	kind: "delta",
	clusters: [],
	events: [],
	humanContext: {},
	...parts,
});

export = (t: Suite) => {
	t.it("holds what a full said, without the repeated positions", () => {
		expect(after.humanContext.get("A")).toEqual({
			mood: "calm",
			location: "East",
			position: A,
			currentGroups: { members: ["A", "B"], npcs: 2, players: 0 },
		});
		expect(after.clusters.get("c1")).toEqual({ id: "c1", members: ["A", "B"], npcs: 2, players: 0 });
		expect(after.told).toEqual(
			new Map([
				["A", A],
				["B", B],
			]),
		);
	});
	t.it("changes the fields that a delta names, and no others", () => {
		const moved = { x: 9, y: 0, z: 0 };
		const later = advanced(after, delta({ humanContext: { A: { position: moved, cleared: ["mood"] } } }));
		expect(later.humanContext.get("A")).toEqual({
			location: "East",
			position: moved,
			currentGroups: { members: ["A", "B"], npcs: 2, players: 0 },
		});
		expect(later.humanContext.get("B")).toBe(after.humanContext.get("B"));
		expect(later.told.get("A")).toBe(moved);
		expect(after.humanContext.get("A")!.mood).toBe("calm");
	});
	t.it("loses what is removed", () => {
		const later = advanced(after, delta({ removed: { members: ["B"], clusters: ["c1"] } }));
		expect(later.humanContext.has("B")).toBe(false);
		expect(later.told.has("B")).toBe(false);
		expect(later.clusters.isEmpty()).toBe(true);
	});
	t.it("holds nothing from before a full", () => {
		const later = advanced(after, { ...FULL, clusters: [], humanContext: { B: { position: B } } });
		expect(later.humanContext.has("A")).toBe(false);
		expect(later.clusters.isEmpty()).toBe(true);
	});
	t.it("remembers positions through a gap, of those who are still there", () => {
		const empty = forgotten(after, { clusters: new Map(), humanContext: new Map([["A", {}]]) });
		expect(empty.humanContext.isEmpty()).toBe(true);
		expect(empty.clusters.isEmpty()).toBe(true);
		expect(empty.told).toEqual(new Map([["A", A]]));
	});
};
