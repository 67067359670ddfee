import type { Spot } from "../../../bench/clusters/scenes";
import { emptyScene, frameOf, linkFrame, pieceNames, placeOf } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";

function row(count: number, apart: number): Record<string, Spot> {
	const spots: Record<string, Spot> = {};
	for (const i of $range(0, count - 1)) spots[string.format("e%02d", i)] = [i * apart];
	return spots;
}

function sceneOf(spots: Record<string, Spot>, config = DEFAULT_CONFIG) {
	const scene = emptyScene(config);
	linkFrame(scene, frameOf(spots));
	scene.bounds.reset(scene.grid.points);
	return scene;
}

/** Whether the one piece that all of these are is within the caps. */
function holds(spots: Record<string, Spot>): boolean {
	const scene = sceneOf(spots);
	expect(pieceNames(scene).size()).toBe(1);
	return scene.bounds.holds(scene.pieces.root(0));
}

export = (t: Suite) => {
	t.it("allows 24 members and no more", () => {
		expect(holds(row(24, 1))).toBe(true);
		expect(holds(row(25, 1))).toBe(false);
	});

	t.it("allows 60 studs from one end to the other and no more", () => {
		expect(holds(row(7, 10))).toBe(true);
		expect(holds(row(8, 8.6))).toBe(false);
	});

	t.it("measures from member to member, not across the box around them", () => {
		// A cross: its box is 77 studs from corner to corner, but nobody is more than 55 from anybody.
		const cross: Record<string, Spot> = {};
		for (const i of $range(-3, 3)) {
			cross[`x${i}`] = [i * 9.1, 0, 0];
			if (i !== 0) cross[`z${i}`] = [0, 0, i * 9.1];
		}
		expect(holds(cross)).toBe(true);
		expect(holds({ ...cross, y: [0, 9], y2: [0, 18], y3: [0, 27], y4: [0, 36], y5: [-5, 34, 8] })).toBe(true);
		expect(holds({ ...cross, far: [36.5, 0, 0] })).toBe(false);
	});

	t.it("knows how few can break no cap", () => {
		expect(emptyScene().bounds.harmless).toBe(6);
		expect(emptyScene({ ...DEFAULT_CONFIG, maxClusterMembers: 4 }).bounds.harmless).toBe(4);
	});

	t.it("joins pieces up to the caps", () => {
		const scene = sceneOf(row(9, 8));
		const { bounds, pieces } = scene;
		bounds.scatter(pieces.root(0));
		const places = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => placeOf(scene, `e0${i}`));
		const first = places[0]!;
		// The eighth is 56 studs from the first, the ninth 64.
		for (const i of $range(1, 7)) expect(bounds.join(first, places[i]!), `${i}`).toBe(true);
		expect(bounds.join(first, places[8]!)).toBe(false);
		expect(bounds.join(places[1]!, places[2]!), "one already").toBe(true);
		expect(pieces.size(first)).toBe(8);
	});

	t.it("measures both sides anew where one is released", () => {
		const scene = sceneOf(row(9, 8));
		const { bounds, pieces } = scene;
		bounds.scatter(pieces.root(0));
		const places = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => placeOf(scene, `e0${i}`));
		for (const i of $range(1, 7)) bounds.join(places[0]!, places[i]!);
		bounds.release(places[7]!);
		expect([places[7]!, places[0]!].map((place) => pieces.size(place))).toEqual([1, 7]);
		expect(bounds.join(places[8]!, places[0]!), "64 studs").toBe(false);
		expect(bounds.join(places[8]!, places[7]!), "8 studs").toBe(true);
		expect(bounds.join(places[7]!, places[0]!), "64 studs still").toBe(false);
	});

	t.property("answers as measuring every two does", 200, (random) => {
		const spots: Record<string, Spot> = {};
		const count = random.integer(2, 30);
		const side = random.pick([30, 50]);
		for (const i of $range(1, count)) {
			spots[`e${i}`] = [random.between(0, side), random.between(0, 20), random.between(0, side)];
		}
		const scene = sceneOf(spots);
		const { bounds, pieces } = scene;
		for (const i of $range(1, count)) pieces.join(placeOf(scene, "e1"), placeOf(scene, `e${i}`));
		let isWithin = count <= 24;
		for (const [, [ax, ay, az]] of pairs(spots)) {
			for (const [, [bx, by, bz]] of pairs(spots)) {
				if ((ax - bx) ** 2 + (ay! - by!) ** 2 + (az! - bz!) ** 2 > 3600) isWithin = false;
			}
		}
		expect(bounds.holds(pieces.root(0))).toBe(isWithin);
	});
};
