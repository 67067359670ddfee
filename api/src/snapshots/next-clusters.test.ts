import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { canonical, applied, countingIds, emptyWorld, payload, person } from "./test-payloads.js";
import { applySnapshot } from "./apply-snapshot.js";
import { rosterOf } from "./roster.js";

const group = (...members: string[]) => ({ members, npcs: members.length, players: 0 });
const delta = (parts: object) => payload({ kind: "delta", ...parts });

function clusters(bodies: readonly unknown[]) {
	return [...applied(bodies).state.clusters.values()];
}

describe("clusters", () => {
	it("[SN13] without an id keep that of the known one with most of their members", () => {
		const told = (...members: string[]) => payload({ clusters: [group(...members)] });
		const ids = (...bodies: unknown[]) => clusters(bodies).map(({ id }) => id);
		expect(ids(told("A", "B", "C"), told("A", "B", "D"))).toEqual(["new-1"]);
		expect(ids(told("A", "B", "C"), told("A", "X", "Y"))).toEqual(["new-2"]);
	});

	it("[SN13] keep the time at which their id first appeared", () => {
		const told = (formed: number | undefined, timestamp: number) =>
			payload({ timestamp, clusters: [{ id: "c", ...group("A", "B"), formed }] });
		expect(clusters([told(7, 100), told(9, 200)])[0]?.formed).toBe(7);
		expect(clusters([told(undefined, 100), told(undefined, 200)])[0]?.formed).toBe(100);
	});

	it("[SN18] lose whoever is told of elsewhere, and dissolve when one is left", () => {
		const start = payload({
			clusters: [
				{ id: "c", ...group("A", "B", "C") },
				{ id: "d", ...group("D", "E") },
			],
		});
		const { state } = applied([start, delta({ clusters: [{ id: "e", ...group("C", "D") }] })]);
		expect([...state.clusters.values()].map(({ id, members, npcs }) => [id, members, npcs])).toEqual([
			["c", ["A", "B"], 2],
			["e", ["C", "D"], 2],
		]);
		expect(state.entities.get("E")).not.toHaveProperty("cluster");
		expect(state.entities.get("D")?.cluster).toBe("e");
	});

	it("[SN18] lose whoever says that it stands alone", () => {
		const start = payload({ clusters: [{ id: "c", ...group("A", "B", "C") }] });
		const { state } = applied([start, delta({ humanContext: { A: { currentGroups: [] } } })]);
		expect(state.clusters.get("c")?.members).toEqual(["B", "C"]);
		expect(state.entities.get("A")).not.toHaveProperty("cluster");
	});

	it("[SN18] count players among those who leave", () => {
		const humanContext = { A: person(1, { type: "player" }), B: person(2), C: person(3) };
		const start = payload({
			humanContext,
			clusters: [{ id: "c", members: ["A", "B", "C"], npcs: 2, players: 1 }],
		});
		const { state } = applied([start, delta({ removed: { members: ["A"] } })]);
		expect(state.clusters.get("c")).toMatchObject({ members: ["B", "C"], npcs: 2, players: 0 });
	});

	it("[SN12] listed in another order are the same", () => {
		const start = applied([payload({ clusters: [{ id: "c", ...group("B", "A", "C") }] })]);
		const again = applied([payload({ clusters: [{ id: "c", ...group("C", "B", "A") }] })], start);
		expect(again.state.clusters).toBe(start.state.clusters);
	});
});

describe("any run of payloads", () => {
	const key = fc.constantFrom("A", "B", "C", "D", "E", "F");
	// Groups may call A and B by their ids.
	const name = fc.oneof({ weight: 6, arbitrary: key }, fc.constantFrom("id-A", "id-B"));
	const id = fc.option(fc.constantFrom("c", "d"), { nil: undefined });
	const told = fc.record({
		kind: fc.constantFrom("full", "delta", "cluster_update"),
		source: fc.constantFrom("s1", "s2", undefined),
		clusters: fc.uniqueArray(fc.record({ id, members: fc.uniqueArray(name, { maxLength: 5 }) }), {
			maxLength: 3,
			selector: (cluster) => cluster.id ?? cluster,
		}),
		contexts: fc.dictionary(key, fc.record({ group: fc.option(fc.uniqueArray(name, { maxLength: 4 })) }), {
			noNullPrototype: true,
		}),
		removed: fc.record({
			members: fc.array(key, { maxLength: 2 }),
			clusters: fc.array(fc.constantFrom("c", "d"), { maxLength: 1 }),
		}),
	});

	it("[SN12] leaves clusters and members that agree with each other", () => {
		fc.assert(
			fc.property(fc.array(told, { maxLength: 12 }), (all) => {
				const newId = countingIds();
				let world = emptyWorld();
				for (const { kind, source, clusters: named, contexts, removed } of all) {
					const humanContext = Object.fromEntries(
						Object.entries(contexts).map(([member, context]) => [
							member,
							{
								...(member < "C" ? { id: `id-${member}` } : {}),
								...(context.group ? { currentGroups: group(...context.group) } : {}),
							},
						]),
					);
					const sender = source ? { serverId: source, epoch: "a", seq: 1 } : {};
					const said = named.map((cluster) => ({
						...group(...cluster.members),
						...(cluster.id ? { id: cluster.id } : {}),
					}));
					const body = { ...payload({ humanContext, clusters: said, removed }), kind, ...sender };
					world = applySnapshot(world, canonical(body), newId);
					expectAgreement(world);
				}
			}),
			{ numRuns: 1_500 },
		);
	});
});

/** Who is listed in a cluster stands in it, and who stands in one is listed; both are of one source. */
function expectAgreement({ state, roster }: ReturnType<typeof emptyWorld>): void {
	const listed = [...state.clusters.values()].flatMap(({ id, members }) =>
		members.map((member) => [member, id] as const),
	);
	const standing = [...state.entities.values()].flatMap(({ id, cluster }) =>
		cluster === undefined ? [] : [[id, cluster] as const],
	);
	expect(new Map(listed)).toEqual(new Map(standing));
	expect(listed.length).toBe(standing.length);
	for (const { id, members, source, npcs, players } of state.clusters.values()) {
		expect(members.length, id).toBeGreaterThanOrEqual(2);
		expect(members).toEqual([...members].sort());
		expect(npcs + players).toBe(members.length);
		for (const member of members) expect(state.entities.get(member)?.source).toBe(source);
	}
	expect([...state.npcs.keys()].sort()).toEqual([...state.entities.keys()].sort());
	expect(roster).toEqual(rosterOf(state.entities));
}
