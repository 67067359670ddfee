import { fakeEntity } from "../../../test/backend/fake-place";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { ClusterTick } from "../clusters/cluster";
import type { Entity } from "../entities/entity";
import { narrativesOf } from "./narratives";

const MEMBERS = ["a", "b", "c", "d", "e", "f", "g"];
const KNOWN = new Map<string, Entity>();
for (const id of MEMBERS) KNOWN.set(id, fakeEntity(id, { name: id.upper() }));

function tick(members: readonly string[]): ClusterTick {
	const cluster = { id: "c1", members, formed: 1, updated: 1 };
	return { at: 1, clusters: new Map([["c1", cluster]]), clusterOf: new Map(), changes: [] };
}

export = (t: Suite) => {
	t.it("is a meeting for all who form a cluster", () => {
		const members = ["a", "b"];
		expect(narrativesOf({ kind: "formed", clusterId: "c1", members }, tick(members), KNOWN)).toEqual(
			new Map([
				["a", "Met B"],
				["b", "Met A"],
			]),
		);
	});
	t.it("is a line for who comes or goes alone, with those they came to or left", () => {
		const joined = narrativesOf(
			{ kind: "joined", clusterId: "c1", memberId: "c" },
			tick(["a", "b", "c"]),
			KNOWN,
		);
		expect(joined).toEqual(new Map([["c", "Joined A, B"]]));
		const left = narrativesOf({ kind: "left", clusterId: "c1", memberId: "c" }, tick(["a", "b"]), KNOWN);
		expect(left).toEqual(new Map([["c", "Left A, B"]]));
	});
	t.it("sums up a crowd, and those of whom no name is known", () => {
		const crowd = narrativesOf({ kind: "joined", clusterId: "c1", memberId: "a" }, tick(MEMBERS), KNOWN);
		expect(crowd.get("a")).toBe("Joined B, C, D, E and 2 more");
		const strangers = narrativesOf({ kind: "left", clusterId: "other", memberId: "a" }, tick([]), KNOWN);
		expect(strangers.get("a")).toBe("Left others");
	});
	t.it("has nothing to tell of what happens to clusters as a whole", () => {
		const members = ["a", "b"];
		for (const kind of ["merged", "split"] as const) {
			const change = { kind, clusterId: "c1", from: "c2", members };
			expect(narrativesOf(change, tick(members), KNOWN).isEmpty()).toBe(true);
		}
		const dissolved = narrativesOf({ kind: "dissolved", clusterId: "c1", members }, tick(members), KNOWN);
		expect(dissolved.isEmpty()).toBe(true);
	});
};
