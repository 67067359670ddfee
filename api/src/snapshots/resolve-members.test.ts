import { describe, expect, it } from "vitest";
import { Refusal } from "../http/refusal.js";
import { removeSource } from "./apply-snapshot.js";
import { rosterOf, worldIdOf } from "./roster.js";
import { applied, at, numbered, payload, person } from "./test-payloads.js";

const group = (...members: string[]) => ({ members, npcs: members.length, players: 0 });
const delta = (parts: object) => payload({ kind: "delta", ...parts });

function entities(bodies: readonly unknown[]) {
	return applied(bodies).state.entities;
}

describe("identity", () => {
	const named = (key: string, id: string, x: number) => ({ [key]: person(x, { id }) });

	it("[SN16] is the id: the same key with another id is another member", () => {
		const bodies = [
			payload({ humanContext: named("Ann", "1", 1) }),
			delta({ humanContext: { Ann: { id: "2" } } }),
		];
		const after = entities(bodies);
		expect([...after.keys()]).toEqual(["2"]);
		expect(after.get("2")).not.toHaveProperty("position");
		expect([...entities([bodies[0], payload({ humanContext: named("Ann", "2", 5) })]).keys()]).toEqual(["2"]);
	});

	it("[SN16] stays under another key", () => {
		const first = payload({ humanContext: named("Ann", "1", 1) });
		const renamed = { humanContext: { Anna: { id: "1" } } };
		for (const second of [
			payload(renamed),
			delta(renamed),
			delta({ ...renamed, removed: { members: ["Ann"] } }),
		]) {
			const { state, roster } = applied([first, second]);
			expect([...state.entities.values()]).toMatchObject([{ id: "1", key: "Anna", position: at(1) }]);
			expect(roster).toEqual(rosterOf(state.entities));
		}
	});

	it("[SN16] of a key that comes without an id is the one it had", () => {
		const bodies = [
			payload({ humanContext: named("Ann", "1", 1) }),
			delta({ humanContext: { Ann: { mood: "calm" } } }),
		];
		expect(applied(bodies).state.npcs.get("1")?.mood).toBe("calm");
		expect([
			...entities([bodies[0], payload({ clusters: [{ id: "c", ...group("Ann", "Bo") }] })]).keys(),
		]).toEqual(["1", "Bo"]);
	});

	it("[SN16] is found where a group calls a member by its id", () => {
		const humanContext = { Ann: person(1, { id: "1", currentGroups: group("1", "Bo") }) };
		for (const kind of ["full", "delta"] as const) {
			const { state, roster } = applied([payload({ kind, humanContext })]);
			expect([...state.entities.keys()].sort()).toEqual(["1", "Bo"]);
			expect(state.entities.get("1")).toMatchObject({ key: "Ann", cluster: "new-1" });
			expect(roster).toEqual(rosterOf(state.entities));
		}
		const later = delta({ clusters: [{ id: "c", ...group("1", "Cy") }] });
		const { state } = applied([payload({ humanContext: named("Ann", "1", 1) }), later]);
		expect(state.entities.get("1")).toMatchObject({ key: "Ann", cluster: "c" });
		expect(state.clusters.get("c")?.members).toEqual(["1", "Cy"]);
	});

	it("[SN16] of two members of one payload is refused", () => {
		const body = payload({ humanContext: { ...named("Ann", "1", 1), ...named("Bo", "1", 2) } });
		expect(() => applied([body])).toThrow(Refusal);
		expect(() =>
			applied([
				payload({
					clusters: [
						{ id: "c", ...group("A", "B") },
						{ id: "c", ...group("C", "D") },
					],
				}),
			]),
		).toThrow(Refusal);
	});

	it("[SN17] that another source holds gets that source's name, and keeps it", () => {
		const humanContext = named("Ann", "1", 1);
		const s1 = payload({ humanContext, clusters: [{ id: "c", ...group("Ann", "Bo") }] });
		const s2 = numbered(1, {
			humanContext: named("Ann", "1", 2),
			clusters: [{ id: "c", ...group("Ann", "Cy") }],
		});
		const both = applied([s1, s2]);
		expect([...both.state.entities.keys()]).toEqual(["1", "Bo", "1@s1", "Cy"]);
		expect(both.state.clusters.get("c@s1")?.members).toEqual(["1@s1", "Cy"]);
		expect(both.state.entities.get("1")?.position).toEqual(at(1));
		const alone = applied([numbered(2, s2)], removeSource(both, ""));
		expect([...alone.state.entities.keys()].sort()).toEqual(["1@s1", "Cy"]);
		expect([...alone.state.clusters.keys()]).toEqual(["c@s1"]);
	});

	it("[SN6] is given to 5,000 members of a source and no more", () => {
		const crowd = (from: number, count: number) =>
			Object.fromEntries(Array.from({ length: count }, (_, index) => [`M${from + index}`, {}]));
		expect(entities([payload({ humanContext: crowd(0, 5_000) })]).size).toBe(5_000);
		expect(() => applied([payload({ humanContext: crowd(0, 5_001) })])).toThrow(/at most 5000/);
		const clustered = payload({ humanContext: crowd(0, 4_999), clusters: [{ id: "c", ...group("X", "Y") }] });
		expect(() => applied([clustered])).toThrow(/at most 5000/);
		expect(() =>
			applied([payload({ humanContext: crowd(0, 4_000) }), delta({ humanContext: crowd(4_000, 1_001) })]),
		).toThrow(/at most 5000/);
	});
});

describe("worldIdOf", () => {
	const held = (ids: Readonly<Record<string, string>>) =>
		new Map(Object.entries(ids).map(([id, source]) => [id, { source }]));

	it("[SN17] is the id itself where it is free or the source's own", () => {
		expect(worldIdOf("1", "s", held({}))).toBe("1");
		expect(worldIdOf("1", "s", held({ 1: "s" }))).toBe("1");
	});

	it("[SN17] names the source where another holds the id, as often as it takes", () => {
		expect(worldIdOf("1", "s", held({ 1: "t" }))).toBe("1@s");
		expect(worldIdOf("1", "s", held({ 1: "t", "1@s": "t" }))).toBe("1@s@s");
		expect(worldIdOf("1", "", held({ 1: "t" }))).toBe("1@");
	});

	it("[SN17] stays what it was when the other has gone", () => {
		expect(worldIdOf("1", "s", held({ "1@s": "s" }))).toBe("1@s");
	});
});
