import { expect, it } from "vitest";
import { project } from "../engine/project.js";
import { roomWith } from "../engine/testing/test-room.js";
import { seededRandom } from "../../wording/random.js";
import { someAction } from "./simulate.js";

const DM = { kind: "dm" } as const;

it("[ET19] who acts has the turn, and does what it can; the same comes of the same seed", () => {
	const play = (seed: number): readonly string[] => {
		const room = roomWith([
			{ entityId: "hero", side: "party" },
			{ entityId: "ogre", side: "foes", position: { x: 4, y: 4 } },
		]);
		const random = seededRandom(String(seed));
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
	expect(someAction(project(room.state(), DM), seededRandom("1"))).toBeUndefined();
});
