import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { partsRig } from "../../../test/talk/parts-rig";
import { npc, player } from "../../../test/talk/talk-rig";
import { claimOf, OwedClaims } from "./claims";
import type { Notice } from "./told-clusters";

const cluster = { id: "c", members: ["Ada", "gone", "p1"], formed: 5, updated: 7 };
const notice = (isEnhanced: boolean, clusterId: string | undefined = "c"): Notice => ({
	memberId: "Ada",
	clusterId,
	joined: ["p1"],
	left: [],
	isEnhanced,
});

function sight() {
	const rig = partsRig([npc("Ada"), player("p1", { name: "Zoe" })]);
	rig.gather({
		at: 0,
		clusters: new Map([["c", cluster]]),
		clusterOf: new Map(cluster.members.map((id) => [id, "c"] as const)),
		changes: [],
	});
	return rig.setting;
}

export = (t: Suite) => {
	t.it("tells the whole cluster: members, positions of those who have one, times and place", () => {
		expect(claimOf(sight(), cluster)).toEqual({
			id: "c",
			members: [
				{ id: "Ada", name: "Ada", type: "npc" },
				{ id: "gone", name: "gone", type: "npc" },
				{ id: "p1", name: "Zoe", type: "player" },
			],
			formed: 5,
			updated: 7,
			positions: { Ada: { x: 0, y: 0, z: 0 }, p1: { x: 0, y: 0, z: 0 } },
			location: "Market",
		});
	});

	t.it("has no place where nobody stands anywhere", () => {
		const nowhere = claimOf(sight(), { ...cluster, members: ["gone"] });
		expect(nowhere.location).toBe("Unknown");
	});

	t.it("owes a claim from an enhanced notice until it was taken, or a change was confirmed", () => {
		const claims = new OwedClaims(sight());
		expect(claims.take("Ada")).toBe(undefined);
		claims.note(notice(true));
		expect(claims.take("Ada")!.id).toBe("c");
		expect(claims.take("Ada")).toBe(undefined);
		claims.note(notice(true));
		claims.note(notice(false));
		expect(claims.take("Ada")).toBe(undefined);
		claims.note(notice(true));
		claims.forget("Ada");
		expect(claims.take("Ada")).toBe(undefined);
	});
};
