import { expect, it } from "vitest";
import { project } from "../engine/project.js";
import { roomWith } from "../engine/testing/test-room.js";
import { seededRandom, someAction } from "./simulate.js";

const DM = { kind: "dm" } as const;

it("the same numbers come of the same seed, others of another, all in [0, 1) and evenly", () => {
	const numbers = (seed: number) => Array.from({ length: 2_000 }, seededRandom(seed));
	expect(numbers(1)).toEqual(numbers(1));
	expect(numbers(1)).not.toEqual(numbers(2));
	expect(numbers(3).every((number) => number >= 0 && number < 1)).toBe(true);
	const mean = numbers(4).reduce((sum, number) => sum + number, 0) / 2_000;
	expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
});

it("[ET19] who acts has the turn, and does what it can; the same comes of the same seed", () => {
	const play = (seed: number): readonly string[] => {
		const room = roomWith([
			{ entityId: "hero", side: "party" },
			{ entityId: "ogre", side: "foes", position: { x: 4, y: 4 } },
		]);
		const random = seededRandom(seed);
		const done: string[] = [];
		for (let step = 0; step < 40; step += 1) {
			const next = someAction(project(room.state(), DM), random);
			if (!next) break;
			expect(next.who.entityId).toBe(room.current());
			expect(next.action.entityId).toBe(room.current());
			room.act(next.action);
			done.push(next.action.type);
		}
		return done;
	};
	expect(play(5)).toEqual(play(5));
	expect(new Set(play(5))).toEqual(new Set(["move", "attack", "end"]));
});

it("[ET19] nobody acts where it is nobody's turn", () => {
	const room = roomWith([{ entityId: "hero" }]);
	room.do({ type: "pause" });
	expect(someAction(project(room.state(), DM), seededRandom(1))).toBeUndefined();
});
