import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { followStep } from "./follow";
import type { Spot } from "./wander";

const distance = (a: Spot, b: Spot) => math.sqrt((a.x - b.x) ** 2 + (a.z - b.z) ** 2);
const ORIGIN = { x: 0, z: 0 };
/** Studs that a humanoid walks in a second. */
const WALK_STUDS = 16;

export = (t: Suite) => {
	t.it("stays with a leader who is near, however near", () => {
		for (const x of [0, 0.1, 4, 6]) expect(followStep({ x, z: 0 }, ORIGIN)).toEqual({ kind: "stay" });
	});
	t.it("walks straight to talking distance", () => {
		expect(followStep({ x: 20, z: 0 }, ORIGIN)).toEqual({ kind: "walk", to: { x: 5, z: 0 } });
		expect(followStep({ x: 13, z: 24 }, { x: 10, z: 20 })).toEqual({ kind: "stay" });
		expect(followStep({ x: 16, z: 28 }, { x: 10, z: 20 })).toEqual({ kind: "walk", to: { x: 13, z: 24 } });
	});
	t.it("loses a leader who is far beyond where one can walk", () => {
		expect(followStep({ x: 120, z: 0 }, ORIGIN).kind).toBe("walk");
		expect(followStep({ x: 121, z: 0 }, ORIGIN).kind).toBe("lost");
	});
	t.property("comes to stand four to six studs from a leader who stops, and moves no more", 300, (random) => {
		const leader = { x: random.between(-30, 30), z: random.between(-30, 30) };
		const heading = { x: random.between(-1, 1), z: random.between(-1, 1) };
		let follower: Spot = { x: leader.x + 7, z: leader.z };
		let stood = 0;
		for (const second of $range(1, 40)) {
			if (second <= 20) {
				leader.x += heading.x * 10;
				leader.z += heading.z * 10;
			}
			const step = followStep(follower, leader);
			expect(step.kind !== "lost").toBe(true);
			if (step.kind !== "walk") {
				stood += 1;
				continue;
			}
			expect(second, "walks while its leader does, and a little longer").toBeAtMost(23);
			stood = 0;
			const way = distance(follower, step.to);
			const share = math.min(1, WALK_STUDS / way);
			follower = {
				x: follower.x + (step.to.x - follower.x) * share,
				z: follower.z + (step.to.z - follower.z) * share,
			};
		}
		expect(stood).toBeAtLeast(15);
		expect(distance(follower, leader)).toBeAtMost(6);
	});
	t.property("never walks past its leader or nearer than it stops", 300, (random) => {
		const leader = { x: random.between(-50, 50), z: random.between(-50, 50) };
		const follower = { x: random.between(-50, 50), z: random.between(-50, 50) };
		const step = followStep(follower, leader);
		if (step.kind !== "walk") return;
		expect(distance(step.to, leader)).toBeNear(5, 1e-6);
		const way = distance(follower, step.to) + distance(step.to, leader);
		expect(way, "on the straight line").toBeNear(distance(follower, leader), 1e-6);
	});
};
