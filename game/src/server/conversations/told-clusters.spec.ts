import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Effect } from "./cluster-effects";
import { ToldClusters } from "./told-clusters";

const comes = (entityId: string, clusterId: string): Effect => ({ clusterId, entityId, isIn: true });
const goes = (entityId: string, clusterId: string): Effect => ({ clusterId, entityId, isIn: false });

export = (t: Suite) => {
	t.it("tells each member once of what is new to it", () => {
		const told = new ToldClusters(() => false);
		told.apply([comes("a", "c"), comes("b", "c")], false);
		expect(told.apply([comes("d", "c")], true)).toEqual([
			{ memberId: "a", clusterId: "c", joined: ["d"], left: [], isEnhanced: true },
			{ memberId: "b", clusterId: "c", joined: ["d"], left: [], isEnhanced: true },
			{ memberId: "d", clusterId: "c", joined: ["a", "b"], left: [], isEnhanced: true },
		]);
		expect(told.apply([comes("d", "c")], false)).toEqual([]);
	});

	t.it("tells somebody who moves of both in one notice", () => {
		const told = new ToldClusters(() => false);
		told.apply([comes("a", "c"), comes("b", "c"), comes("x", "d"), comes("y", "d")], false);
		const notices = told.apply([goes("b", "c"), comes("b", "d")], false);
		expect(notices.find((notice) => notice.memberId === "b")).toEqual({
			memberId: "b",
			clusterId: "d",
			joined: ["x", "y"],
			left: ["a"],
			isEnhanced: false,
		});
		expect(told.clusterOf("b")).toBe("d");
		expect(told.membersOf("c")).toEqual(["a"]);
	});

	t.it("says nothing of somebody whose newest change is still awaited, nor to them", () => {
		const awaited = new Set<string>();
		const told = new ToldClusters((clusterId, id) => awaited.has(`${clusterId} ${id}`));
		told.apply([comes("a", "c"), comes("b", "c")], false);
		awaited.add("c b");
		const notices = told.apply([comes("d", "c")], false);
		expect(notices.map((notice) => [notice.memberId, notice.joined.join()])).toEqual([
			["a", "d"],
			["d", "a"],
		]);
		awaited.clear();
		const after = told.apply([goes("b", "c")], false);
		expect(after.map((notice) => [notice.memberId, notice.left.join()])).toEqual([
			["a", "b"],
			["b", "a"],
		]);
	});
};
