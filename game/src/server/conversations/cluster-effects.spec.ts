import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { effectsOf } from "./cluster-effects";
import type { ClusterChange } from "../clusters/cluster";

const told = (change: ClusterChange) =>
	effectsOf(change).map(({ clusterId, entityId, isIn }) => `${isIn ? "+" : "-"}${entityId}@${clusterId}`);

export = (t: Suite) => {
	t.it("takes each kind of change apart, by entity", () => {
		const members = ["a", "b"];
		expect(told({ kind: "formed", clusterId: "c", members })).toEqual(["+a@c", "+b@c"]);
		expect(told({ kind: "joined", clusterId: "c", memberId: "d" })).toEqual(["+d@c"]);
		expect(told({ kind: "left", clusterId: "c", memberId: "d" })).toEqual(["-d@c"]);
		expect(told({ kind: "dissolved", clusterId: "c", members })).toEqual(["-a@c", "-b@c"]);
	});

	t.it("lets whoever moves go out before it comes in", () => {
		const members = ["a", "b"];
		const moved = ["-a@old", "-b@old", "+a@new", "+b@new"];
		expect(told({ kind: "merged", clusterId: "new", from: "old", members })).toEqual(moved);
		expect(told({ kind: "split", clusterId: "new", from: "old", members })).toEqual(moved);
	});
};
