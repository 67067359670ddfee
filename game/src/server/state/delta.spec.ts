import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { ClusterWire, ContextWire, SnapshotWire, Vec3Wire } from "../../shared/wire";
import { advanced, EMPTY_BASELINE, forgotten } from "./baseline";
import { difference } from "./delta";
import type { Difference, DifferenceOptions } from "./delta";
import type { PlaceState } from "./game-state";

const OPTIONS: DifferenceOptions = {
	scope: "all",
	moveThresholdStuds: 0.1,
	limit: math.huge,
	except: new Set(),
};

const at = (x: number): Vec3Wire => ({ x, y: 0, z: 0 });

/** A place in which members stand at the given x, `grouped` of them together in cluster c1. */
function place(xs: Readonly<Record<string, number>>, grouped: readonly string[] = []): PlaceState {
	const positions: Record<string, Vec3Wire> = {};
	for (const key of grouped) positions[key] = at(xs[key]!);
	const counts = { members: grouped, npcs: grouped.size(), players: 0 };
	const humanContext = new Map<string, ContextWire>();
	for (const [key, x] of pairs(xs)) {
		const inGroup = grouped.includes(key as string);
		humanContext.set(key as string, {
			id: `id-${key}`,
			location: "East",
			position: at(x),
			currentGroups: inGroup ? counts : undefined,
			positions: inGroup ? positions : undefined,
		});
	}
	const clusters = new Map<string, ClusterWire>();
	if (!grouped.isEmpty()) clusters.set("c1", { id: "c1", ...counts, positions });
	return { clusters, humanContext };
}

function body(kind: SnapshotWire["kind"], { humanContext, clusters, removed }: Difference): SnapshotWire {
	return { timestamp: 0, kind, events: [], humanContext, clusters, removed };
}

const full = (wanted: PlaceState) => difference(wanted, EMPTY_BASELINE, OPTIONS);
const held = (wanted: PlaceState) => advanced(EMPTY_BASELINE, body("full", full(wanted)));

export = (t: Suite) => {
	t.it("says everything where nothing is held", () => {
		const wanted = place({ A: 1, B: 2, C: 3 }, ["A", "B"]);
		const said = full(wanted);
		expect(said.humanContext.A).toEqual(wanted.humanContext.get("A")!);
		expect(said.humanContext.C).toEqual(wanted.humanContext.get("C")!);
		expect(said.clusters).toEqual([wanted.clusters.get("c1")!]);
		expect(said.removed).toBe(undefined);
		expect(said.entries).toBe(4);
		expect(said.whole).toBe(true);
	});
	t.it("says nothing where all is held", () => {
		const wanted = place({ A: 1, B: 2 }, ["A", "B"]);
		const said = difference(place({ A: 1, B: 2 }, ["A", "B"]), held(wanted), OPTIONS);
		expect(said).toEqual({ humanContext: {}, clusters: [], removed: undefined, entries: 0, whole: true });
	});
	t.it("says a move alone as a position, and only beyond the threshold from what is held", () => {
		const before = held(place({ A: 1, B: 2 }, ["A", "B"]));
		const still = difference(place({ A: 1.1, B: 2 }, ["A", "B"]), before, OPTIONS);
		expect(still.entries).toBe(0);
		const moved = difference(place({ A: 1.2, B: 2.05 }, ["A", "B"]), before, OPTIONS);
		expect(moved.humanContext).toEqual({ A: { position: at(1.2) } });
		expect(moved.clusters).toEqual([]);
	});
	t.it("says a change of group whole: the group and where every member stands, with the cluster", () => {
		const before = held(place({ A: 1, B: 2, C: 3 }, ["A", "B"]));
		const wanted = place({ A: 1.05, B: 2, C: 3 }, ["A", "B", "C"]);
		const said = difference(wanted, before, OPTIONS);
		const positions = { A: at(1), B: at(2), C: at(3) };
		for (const key of ["A", "B", "C"]) {
			expect(said.humanContext[key], key).toEqual({
				currentGroups: { members: ["A", "B", "C"], npcs: 3, players: 0 },
				positions,
			});
		}
		expect(said.clusters[0]!.positions).toEqual(positions);
	});
	t.it("names the fields that are gone, in order", () => {
		const wanted = place({ A: 1 });
		const before = advanced(held(wanted), {
			...body("delta", full(place({}))),
			humanContext: { A: { mood: "calm", health: { state: "hurt", current: 1, max: 2, isMoving: false } } },
		});
		expect(difference(wanted, before, OPTIONS).humanContext).toEqual({ A: { cleared: ["health", "mood"] } });
	});
	t.it("names members and clusters that are gone, in order", () => {
		const before = held(place({ C: 3, A: 1, B: 2 }, ["A", "B"]));
		const said = difference(place({ C: 3 }), before, OPTIONS);
		expect(said.removed).toEqual({ members: ["A", "B"], clusters: ["c1"] });
		expect(said.entries).toBe(0);
	});
	t.it("keeps to what bears on changed clusters where only that is asked for", () => {
		const before = held(place({ A: 1, B: 2, C: 3, D: 4 }, ["A", "B"]));
		const wanted = place({ A: 1, B: 7, C: 8 }, ["B", "C"]);
		const said = difference(wanted, before, { ...OPTIONS, scope: "groups" });
		expect(said.humanContext.A).toEqual({ cleared: ["currentGroups"] });
		expect(said.humanContext.B!.position).toEqual(at(7));
		expect(said.humanContext.C!.currentGroups?.members).toEqual(["B", "C"]);
		expect(said.removed).toEqual({ members: ["D"] });
		const onlyMoved = place({ A: 50, B: 7, C: 8, D: 60 }, ["A", "B"]);
		const none = difference(onlyMoved, before, { ...OPTIONS, scope: "groups" });
		expect(none.entries).toBe(0);
	});
	t.it("leaves out what it is told to, and takes it back where it is held", () => {
		const wanted = place({ A: 1, B: 2 }, ["A", "B"]);
		const except = new Set(["A", "c1"]);
		const said = difference(wanted, EMPTY_BASELINE, { ...OPTIONS, except });
		expect(said.humanContext.A).toBe(undefined);
		expect(said.clusters).toEqual([]);
		const again = difference(wanted, held(wanted), { ...OPTIONS, except });
		expect(again.removed).toEqual({ members: ["A"], clusters: ["c1"] });
	});
	t.it("cuts at its limit, clusters first, and says so", () => {
		const wanted = place({ A: 1, B: 2, C: 3, D: 4 }, ["A", "B"]);
		const four = difference(wanted, EMPTY_BASELINE, { ...OPTIONS, limit: 4 });
		expect([four.entries, four.clusters.size()]).toEqual([4, 1]);
		expect(four.humanContext.A !== undefined && four.humanContext.B !== undefined).toBe(true);
		expect(four.whole).toBe(false);
		const five = difference(wanted, EMPTY_BASELINE, { ...OPTIONS, limit: 5 });
		expect([five.entries, five.whole]).toEqual([5, true]);
	});
	t.it("never cuts a cluster from its members, though its limit be smaller", () => {
		const wanted = place({ A: 1, B: 2, C: 3 }, ["A", "B"]);
		const said = difference(wanted, EMPTY_BASELINE, { ...OPTIONS, limit: 1 });
		expect([said.entries, said.clusters.size(), said.whole]).toEqual([3, 1, false]);
		expect(said.humanContext.C).toBe(undefined);
	});
	t.it("tells in a full what the deltas before it told", () => {
		const before = held(place({ A: 1 }));
		const wanted = place({ A: 1.05 });
		const said = difference(wanted, forgotten(before, wanted), OPTIONS);
		expect(said.humanContext.A!.position).toEqual(at(1));
	});
	t.property("any mix of fulls, deltas and parts ends in the same state", 300, (random) => {
		const keys = ["A", "B", "C", "D", "E"];
		let mixed = EMPTY_BASELINE;
		let fulls = EMPTY_BASELINE;
		for (const _ of $range(1, 10)) {
			const xs: Record<string, number> = {};
			for (const key of keys) if (random.chance(0.8)) xs[key] = random.integer(0, 4) * 0.06;
			const present = keys.filter((key) => xs[key] !== undefined);
			const wanted = place(xs, present.size() > 1 && random.chance(0.7) ? [present[0]!, present[1]!] : []);
			const base = forgotten(fulls, wanted);
			fulls = advanced(base, body("full", difference(wanted, base, OPTIONS)));
			let isFull = random.chance(0.3);
			for (;;) {
				const from = isFull ? forgotten(mixed, wanted) : mixed;
				const said = difference(wanted, from, { ...OPTIONS, limit: random.integer(1, 8) });
				mixed = advanced(from, body(isFull ? "full" : "delta", said));
				isFull = false;
				if (said.whole) break;
			}
			expect(mixed.humanContext).toEqual(fulls.humanContext);
			expect(mixed.clusters).toEqual(fulls.clusters);
		}
	});
};
