import { fakeEntity } from "../../../test/backend/fake-place";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { tellCluster } from "./told-cluster";

const CLUSTER = { id: "c1", members: ["a", "b"], formed: 10, updated: 20 };
const KNOWN = new Map([
	["a", fakeEntity("a", { key: "Ann" })],
	["b", fakeEntity("b", { key: "Bob", type: "player" })],
]);
const POSITIONS = new Map([
	["a", { x: 0, y: 2, z: 4 }],
	["b", { x: 10, y: 4, z: 8 }],
]);
const byPoint = (x: number, y: number, z: number) => `${x}/${y}/${z}`;

export = (t: Suite) => {
	t.it("tells members by key, counts them by kind and holds where each stands", () => {
		const { wire } = tellCluster(CLUSTER, { known: KNOWN, positions: POSITIONS }, byPoint);
		expect(wire).toEqual({
			id: "c1",
			members: ["Ann", "Bob"],
			npcs: 1,
			players: 1,
			formed: 10,
			positions: { Ann: { x: 0, y: 2, z: 4 }, Bob: { x: 10, y: 4, z: 8 } },
			location: "5/3/6",
		});
	});
	t.it("tells the same group to each member, with the moment of its last change", () => {
		const { group } = tellCluster(CLUSTER, { known: KNOWN, positions: POSITIONS }, byPoint);
		expect(group).toEqual({ members: ["Ann", "Bob"], npcs: 1, players: 1, formed: 10, updated: 20 });
	});
	t.it("leaves out the position of a member that has none, and is nowhere without any", () => {
		const one = tellCluster(
			CLUSTER,
			{ known: KNOWN, positions: new Map([["b", POSITIONS.get("b")!]]) },
			byPoint,
		);
		expect(one.wire.positions).toEqual({ Bob: { x: 10, y: 4, z: 8 } });
		expect(one.wire.location).toBe("10/4/8");
		const none = tellCluster(CLUSTER, { known: KNOWN, positions: new Map() }, byPoint);
		expect(none.wire.location).toBe("Unknown");
	});
	t.it("calls a member by its id of whom nothing else is known", () => {
		const { wire } = tellCluster(CLUSTER, { known: new Map(), positions: POSITIONS }, byPoint);
		expect(wire.members).toEqual(["a", "b"]);
		expect(wire.npcs).toBe(2);
	});
};
