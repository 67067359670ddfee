import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Rigs } from "./rigs";

const goal = { x: 20, z: 30 };
const far = { x: 0, z: 0 };
const sight = (isPlayer: boolean, at: { x: number; z: number } | undefined, to = goal) => ({
	id: "a",
	isPlayer,
	goal: to,
	at,
});

export = (t: Suite) => {
	t.it("[EG4] sends an NPC that is not in its cell, and again after a while, until it is there", () => {
		const rigs = new Rigs();
		expect(rigs.step([sight(false, far)], 0)).toEqual([sight(false, far)]);
		expect(rigs.step([sight(false, far)], 3.9)).toEqual([]);
		expect(rigs.step([sight(false, far)], 4).size()).toBe(1);
		expect(rigs.step([sight(false, { x: 19, z: 29 })], 8)).toEqual([]);
		expect(rigs.step([sight(false, far)], 12).size(), "it was pushed away").toBe(1);
	});

	t.it("[EG2] sends a player's character once for each cell", () => {
		const rigs = new Rigs();
		expect(rigs.step([sight(true, far)], 0).size()).toBe(1);
		expect(rigs.step([sight(true, far)], 60)).toEqual([]);
		const other = { x: 25, z: 30 };
		expect(rigs.step([sight(true, far, other)], 61).size()).toBe(1);
		expect(rigs.step([sight(true, far)], 62).size(), "back to a cell where it was before").toBe(1);
	});

	t.it("[EG11] sends a body anew that was gone, and one that is not there nowhere", () => {
		const rigs = new Rigs();
		expect(rigs.step([sight(true, undefined)], 0)).toEqual([]);
		expect(rigs.step([sight(true, far)], 1).size()).toBe(1);
		expect(rigs.step([sight(true, undefined)], 2)).toEqual([]);
		expect(rigs.step([sight(true, far)], 3).size()).toBe(1);
	});

	t.property(
		"sends nobody who stands in the middle of their cell, and those sent are those asked for",
		200,
		(random) => {
			const rigs = new Rigs();
			let now = 0;
			for (const _ of $range(1, 20)) {
				now += random.unit() * 6;
				const sights = ["a", "b", "c"].map((id) => ({
					id,
					isPlayer: random.chance(0.5),
					goal: { x: random.integer(0, 3) * 5, z: 0 },
					at: random.chance(0.9) ? { x: random.integer(0, 3) * 5, z: 0 } : undefined,
				}));
				for (const sent of rigs.step(sights, now)) {
					expect(sights.includes(sent)).toBe(true);
					expect(sent.at !== undefined && sent.at.x !== sent.goal.x).toBe(true);
				}
			}
		},
	);
};
