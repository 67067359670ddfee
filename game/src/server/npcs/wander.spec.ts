import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { RandomSource } from "../../shared/util/ports";
import type { Spot } from "./wander";
import { chooseSpot } from "./wander";

const source = (random: SeededRandom): RandomSource => ({ unit: () => random.unit() });
const scripted = (...values: number[]): RandomSource => ({ unit: () => values.shift()! });
const distance = (a: Spot, b: Spot) => math.sqrt((a.x - b.x) ** 2 + (a.z - b.z) ** 2);
const home = { x: 100, z: -50 };

export = (t: Suite) => {
	t.it("stays when it feels like staying, and always without room to move", () => {
		expect(chooseSpot({ home, radius: 40, crowd: [home], self: 0 }, scripted(0.1))).toBe(undefined);
		expect(chooseSpot({ home, radius: 0, crowd: [home], self: 0 }, scripted(0.9))).toBe(undefined);
	});

	t.it("visits somebody within reach, at talking distance", () => {
		const other = { x: 110, z: -50 };
		const spot = chooseSpot({ home, radius: 40, crowd: [other, home], self: 1 }, scripted(0.5, 0, 0.25))!;
		expect(distance(spot, other)).toBeNear(5, 1e-9);
	});

	t.it("walks somewhere when nobody is within reach", () => {
		const draws = [0.5, ...new Array<number>(12, 0.5), 1, 0];
		const crowd = [home, { x: 1000, z: 0 }];
		const spot = chooseSpot({ home, radius: 40, crowd, self: 0 }, scripted(...draws))!;
		expect(distance(spot, home)).toBeNear(40, 1e-9);
	});

	t.property("never leaves its radius", 500, (random) => {
		const crowd: Spot[] = [home];
		for (const _ of $range(1, random.integer(0, 10))) {
			crowd.push({ x: home.x + random.between(-80, 80), z: home.z + random.between(-80, 80) });
		}
		const radius = random.between(0, 60);
		for (const _ of $range(1, 20)) {
			const spot = chooseSpot({ home, radius, crowd, self: 0 }, source(random));
			if (spot) expect(distance(spot, home)).toBeAtMost(radius + 1e-9);
		}
	});

	t.property("stays, visits and strolls in the shares that make groups form and part", 5, (random) => {
		const other = { x: 105, z: -50 };
		const outcomes = { stay: 0, visit: 0, stroll: 0 };
		for (const _ of $range(1, 4000)) {
			const spot = chooseSpot({ home, radius: 40, crowd: [home, other], self: 0 }, source(random));
			if (!spot) outcomes.stay += 1;
			else if (math.abs(distance(spot, other) - 5) < 1e-6) outcomes.visit += 1;
			else outcomes.stroll += 1;
		}
		expect(outcomes.stay / 4000).toBeNear(0.45, 0.04);
		expect(outcomes.visit / 4000).toBeNear(0.3, 0.04);
		expect(outcomes.stroll / 4000).toBeNear(0.25, 0.04);
	});
};
