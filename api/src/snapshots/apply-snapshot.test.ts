import { describe, expect, it } from "vitest";
import { removeSource } from "./apply-snapshot.js";
import { applied, at, fixtureJson, numbered, payload, person } from "./test-payloads.js";
import { rosterOf } from "./roster.js";

const group = (...members: string[]) => ({ members, npcs: members.length, players: 0 });
const delta = (parts: object) => payload({ kind: "delta", ...parts });
const extra = (fields: object): object => fields;

function entities(bodies: readonly unknown[]) {
	return applied(bodies).state.entities;
}

describe("a full snapshot", () => {
	it("[SN14] makes the world what it says", () => {
		const { state } = applied([fixtureJson("per-member-positions.json")]);
		expect(state.entities.get("npc-2")).toEqual({
			id: "npc-2",
			key: "Goldie",
			name: "Goldie",
			type: "npc",
			source: "",
			position: { x: 13.5, y: 19.8, z: -11.2 },
			cluster: "cluster-1",
			location: "Unknown",
		});
		expect(state.npcs.get("npc-1")).toEqual({ id: "npc-1", relationships: [], recentInteractions: [] });
		expect([...state.clusters.values()]).toEqual([
			{
				id: "cluster-1",
				source: "",
				members: ["npc-1", "npc-2", "npc-3", "npc-4"],
				npcs: 4,
				players: 0,
				formed: 1736840137,
			},
		]);
	});

	it("[SN14] replaces all that its source said, and nothing of others", () => {
		const other = numbered(1, {
			humanContext: { X: person(1), Y: person(2) },
			clusters: [{ id: "x", ...group("X", "Y") }],
		});
		const first = payload({
			humanContext: {
				A: person(1, { mood: "calm", health: { state: "idle", current: 1, max: 1, isMoving: true } }),
				B: person(2),
			},
			clusters: [{ id: "c", ...group("A", "B") }],
		});
		const { state } = applied([other, first, payload({ humanContext: { A: { location: "Square" } } })]);
		expect([...state.entities.keys()].sort()).toEqual(["A", "X", "Y"]);
		expect(state.entities.get("A")).toMatchObject({ location: "Square", position: at(1) });
		expect(state.entities.get("A")).not.toHaveProperty("cluster");
		expect(state.npcs.get("A")).toEqual({ id: "A", relationships: [], recentInteractions: [] });
		expect([...state.clusters.keys()]).toEqual(["x"]);
	});

	it("[SN14] that says the same again changes no object", () => {
		const body = fixtureJson("per-member-positions.json");
		const first = applied([body]);
		const again = applied([body], first);
		expect(again.state).toEqual(first.state);
		expect(again.state.entities).toBe(first.state.entities);
		expect(again.state.npcs).toBe(first.state.npcs);
		expect(again.state.clusters).toBe(first.state.clusters);
	});

	it("[SN14] leaves the state before as it was, and shares what did not change", () => {
		const before = applied([payload({ humanContext: { A: person(1), B: person(2) } })]);
		const copy = structuredClone(before.state);
		const after = applied([payload({ humanContext: { A: person(9), B: person(2) } })], before);
		expect(before.state).toEqual(copy);
		expect(after.state.entities.get("B")).toBe(before.state.entities.get("B"));
		expect(after.state.npcs).toBe(before.state.npcs);
	});
});

describe("a delta", () => {
	const start = payload({
		humanContext: {
			A: { ...person(1), mood: "calm", relationships: [1], ...extra({ needs: { hunger: 1 }, tags: ["x"] }) },
			B: person(2),
			C: person(3),
		},
		clusters: [{ id: "c", ...group("A", "B", "C"), location: "Market" }],
	});

	it("[SN14] changes what it names and keeps the rest", () => {
		const { state } = applied([start, delta({ humanContext: { A: { position: at(5) } } })]);
		expect(state.entities.get("A")).toMatchObject({ position: at(5), location: "Market", cluster: "c" });
		expect(state.npcs.get("A")).toMatchObject({ mood: "calm", relationships: [1], extra: { tags: ["x"] } });
		expect(state.entities.size).toBe(3);
		expect(state.clusters.get("c")?.location).toBe("Market");
	});

	it("[SN14] takes fields away that it names as cleared", () => {
		const cleared = ["mood", "relationships", "location", "tags", "health"];
		const { state } = applied([start, delta({ humanContext: { A: { cleared, colour: "red" } } })]);
		expect(state.npcs.get("A")).toEqual({
			id: "A",
			relationships: [],
			recentInteractions: [],
			extra: { needs: { hunger: 1 }, colour: "red" },
		});
		expect(state.entities.get("A")?.location).toBe("Unknown");
	});

	it("[SN14] leaves no empty remainder of unknown fields", () => {
		const { state } = applied([start, delta({ humanContext: { A: { cleared: ["needs", "tags"] } } })]);
		expect(state.npcs.get("A")).not.toHaveProperty("extra");
	});

	it("[SN14] removes members and clusters that it names", () => {
		const { state } = applied([start, delta({ removed: { members: ["B"] } })]);
		expect([...state.entities.keys()]).toEqual(["A", "C"]);
		expect([...state.npcs.keys()]).toEqual(["A", "C"]);
		expect(state.clusters.get("c")).toMatchObject({ members: ["A", "C"], npcs: 2 });
		const without = applied([start, delta({ removed: { clusters: ["c", "unknown"], members: ["nobody"] } })]);
		expect(without.state.clusters.size).toBe(0);
		for (const entity of without.state.entities.values()) expect(entity).not.toHaveProperty("cluster");
	});

	it("[SN14] makes a change of a whole cluster, and puts out whoever it no longer names", () => {
		const { state } = applied([start, delta({ clusters: [{ id: "c", ...group("B", "A") }] })]);
		expect(state.clusters.get("c")).toEqual({
			id: "c",
			source: "",
			members: ["A", "B"],
			npcs: 2,
			players: 0,
			formed: 100,
		});
		expect(state.entities.get("C")).not.toHaveProperty("cluster");
	});
});

describe("an update of one cluster", () => {
	it("[SN1] moves its members and tells nothing of anybody else", () => {
		const full = fixtureJson("per-member-positions.json");
		const { state } = applied([full, fixtureJson("cluster-update-envelope.json")]);
		expect(state.clusters.get("cluster-1")).toMatchObject({
			members: ["Oscar", "npc-1", "npc-2", "npc-3", "npc-4"],
			npcs: 5,
			players: 0,
			formed: 1736840137,
		});
		expect(state.entities.get("Oscar")).toMatchObject({
			position: { x: 11 },
			cluster: "cluster-1",
			type: "npc",
		});
	});

	it("[SN1] keeps the place of a cluster of which it tells the members only", () => {
		const full = payload({
			clusters: [{ id: "cluster-1", ...group("Kaiden", "Goldie"), location: "Market" }],
		});
		const { state } = applied([full, fixtureJson("cluster-update-envelope.json")]);
		expect(state.clusters.get("cluster-1")?.location).toBe("Market");
	});
});

describe("positions", () => {
	const told = (x: number) => payload({ humanContext: { A: person(x) } });

	it("[SN15] change with moves of more than 0.1 studs", () => {
		expect(entities([told(1), told(1.0999)]).get("A")?.position).toEqual(at(1));
		expect(entities([told(1), told(1.101)]).get("A")?.position).toEqual(at(1.101));
		const diagonal = payload({ humanContext: { A: { position: at(1.07, 0.07, 0.07) } } });
		expect(entities([told(1), diagonal]).get("A")?.position).toEqual(at(1.07, 0.07, 0.07));
	});

	it("[SN15] follow a member that creeps, from where it was last held to be", () => {
		const steps = Array.from({ length: 30 }, (_, step) => told(1 + step * 0.04));
		expect(Math.abs(entities(steps).get("A")!.position!.x - 2.16)).toBeLessThanOrEqual(0.1);
	});

	it("[SN15] that are not told stay as they were", () => {
		expect(entities([told(1), payload({ humanContext: { A: {} } })]).get("A")?.position).toEqual(at(1));
		const cleared = delta({ humanContext: { A: { cleared: ["position"] } } });
		expect(entities([told(1), cleared]).get("A")?.position).toEqual(at(1));
	});

	it("[SN15] hold three numbers and no minus zero", () => {
		const body = { ...payload(), humanContext: { A: { position: { x: -0, y: 0, z: -0, w: 1 } } } };
		expect(Object.entries(entities([body]).get("A")!.position!)).toEqual([
			["x", 0],
			["y", 0],
			["z", 0],
		]);
		expect(Object.is(entities([body]).get("A")!.position!.x, 0)).toBe(true);
	});
});

describe("removeSource", () => {
	it("[WD7] takes away what the source said and nothing else", () => {
		const both = applied([
			payload({ humanContext: { A: person(1) } }),
			numbered(1, { humanContext: { X: person(2) }, clusters: [{ id: "x", ...group("X", "Y") }] }),
		]);
		const left = removeSource(both, "s1");
		expect([...left.state.entities.keys()]).toEqual(["A"]);
		expect([...left.state.npcs.keys()]).toEqual(["A"]);
		expect(left.state.clusters.size).toBe(0);
		expect(left.roster).toEqual(rosterOf(left.state.entities));
		expect(both.state.entities.size).toBe(3);
	});
});
