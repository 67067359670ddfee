import { fakeEntity } from "../../../test/backend/fake-place";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { clusterEvent } from "./cluster-events";

const KNOWN = new Map([
	["a", fakeEntity("a", { key: "Ann" })],
	["b", fakeEntity("b", { key: "Bob" })],
]);
const BOTH = ["a", "b"];

export = (t: Suite) => {
	t.it("names who came or went", () => {
		expect(clusterEvent({ kind: "joined", clusterId: "c1", memberId: "a" }, 5, KNOWN)).toEqual({
			type: "cluster_joined",
			actor: "Ann",
			clusterId: "c1",
			at: 5,
		});
		expect(clusterEvent({ kind: "left", clusterId: "c1", memberId: "gone" }, 5, KNOWN)).toEqual({
			type: "cluster_left",
			actor: "gone",
			clusterId: "c1",
			at: 5,
		});
	});
	t.it("has the cluster itself act where it changes as a whole, and names its members by key", () => {
		for (const kind of ["formed", "dissolved"] as const) {
			expect(clusterEvent({ kind, clusterId: "c1", members: BOTH }, 5, KNOWN)).toEqual({
				type: `cluster_${kind}`,
				actor: "c1",
				clusterId: "c1",
				at: 5,
				data: { members: ["Ann", "Bob"] },
			});
		}
	});
	t.it("names the other cluster of a merger and of a split", () => {
		for (const kind of ["merged", "split"] as const) {
			expect(clusterEvent({ kind, clusterId: "c1", from: "c2", members: BOTH }, 5, KNOWN).data).toEqual({
				members: ["Ann", "Bob"],
				from: "c2",
			});
		}
	});
};
