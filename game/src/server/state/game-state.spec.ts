import { fakeEntity, FakePlace } from "../../../test/backend/fake-place";
import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { ClusterTick } from "../clusters/cluster";
import type { Vitals } from "../entities/entity";
import { buildState, NOTHING_BUILT } from "./game-state";
import { Interactions } from "./interactions";

const TICK: ClusterTick = {
	at: 100,
	clusters: new Map([["c1", { id: "c1", members: ["a", "b"], formed: 90, updated: 95 }]]),
	clusterOf: new Map([
		["a", "c1"],
		["b", "c1"],
	]),
	changes: [],
};

function rig() {
	const place = new FakePlace(new SeededRandom(1), () => 100);
	const interactions = new Interactions(10);
	const put = (id: string, x: number, vitals?: Vitals) => {
		place.bodies.set(id, { entity: fakeEntity(id), x, y: 0, z: 0, vitals, seen: true });
	};
	return { place, interactions, put };
}

export = (t: Suite) => {
	t.it("has a context for everybody, by key, and each cluster by id", () => {
		const { place, interactions, put } = rig();
		put("a", 1);
		put("b", 2);
		put("c", -30);
		interactions.record("a", { timestamp: 99, narrative: "Met Name b" });
		const built = buildState({ place, interactions, ticked: TICK, before: NOTHING_BUILT });
		const a = built.humanContext.get("key-a")!;
		expect(a.currentGroups?.members).toEqual(["key-a", "key-b"]);
		expect(a.positions).toEqual({ "key-a": { x: 1, y: 0, z: 0 }, "key-b": { x: 2, y: 0, z: 0 } });
		expect(a.position).toEqual({ x: 1, y: 0, z: 0 });
		expect(a.location).toBe("East");
		expect(a.recentInteractions?.size()).toBe(1);
		const c = built.humanContext.get("key-c")!;
		expect(c.currentGroups).toBe(undefined);
		expect(c.positions).toBe(undefined);
		expect(c.location).toBe("West");
		expect(built.clusters.get("c1")!.members).toEqual(["key-a", "key-b"]);
		expect(built.notFinite).toEqual([]);
	});
	t.it("keeps the last position of who has none that is finite, and says so", () => {
		const { place, interactions, put } = rig();
		put("a", 1);
		const first = buildState({ place, interactions, before: NOTHING_BUILT });
		put("a", 0 / 0);
		const second = buildState({ place, interactions, before: first });
		expect(second.humanContext.get("key-a")!.position).toEqual({ x: 1, y: 0, z: 0 });
		expect(second.notFinite).toEqual(["a"]);
		put("b", math.huge);
		const third = buildState({ place, interactions, before: second });
		expect(third.humanContext.get("key-b")!.position).toBe(undefined);
		expect(third.humanContext.get("key-b")!.location).toBe("Unknown");
	});
	t.it("names an entity once of which both position and health are not finite", () => {
		const { place, interactions, put } = rig();
		put("a", 0 / 0, { health: math.huge, maxHealth: 100, isMoving: false });
		const built = buildState({ place, interactions, before: NOTHING_BUILT });
		expect(built.notFinite).toEqual(["a"]);
		expect(built.humanContext.get("key-a")!.health).toBe(undefined);
	});
	t.it("keeps a place that has no frame's position of somebody known", () => {
		const { place, interactions, put } = rig();
		put("a", 1);
		const first = buildState({ place, interactions, before: NOTHING_BUILT });
		const streamedOut = {
			entities: place.entities,
			frame: () => ({ at: 101, ids: [], xs: [], ys: [], zs: [] }),
			vitals: place.vitals,
			locationAt: place.locationAt,
			relationships: place.relationships,
		};
		const second = buildState({ place: streamedOut, interactions, before: first });
		expect(second.humanContext.get("key-a")!.position).toEqual({ x: 1, y: 0, z: 0 });
	});
	t.it("tells a cluster whole until its next tick, though a member has left the place", () => {
		const { place, interactions, put } = rig();
		put("a", 1);
		put("b", 2);
		const first = buildState({ place, interactions, ticked: TICK, before: NOTHING_BUILT });
		place.remove("b");
		const second = buildState({ place, interactions, ticked: TICK, before: first });
		expect(second.humanContext.has("key-b")).toBe(false);
		expect(second.clusters.get("c1")!.positions!["key-b"]).toEqual({ x: 2, y: 0, z: 0 });
		const apart: ClusterTick = { ...TICK, clusters: new Map(), clusterOf: new Map() };
		const third = buildState({ place, interactions, ticked: apart, before: second });
		expect(third.known.has("b")).toBe(false);
		expect(third.positions.has("b")).toBe(false);
	});
};
