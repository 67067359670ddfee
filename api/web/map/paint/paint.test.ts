import { describe, expect, it } from "vitest";
import { radiusAt } from "./frame.js";
import { labelWishes } from "./label-wishes.js";
import { paintBodies } from "./paint-bodies.js";
import { paintGatherings } from "./paint-gatherings.js";
import { paintGround } from "./paint-ground.js";
import { paintPulses } from "./paint-pulses.js";
import { paintTrack, paintTrails } from "./paint-trails.js";
import type { Sprites } from "./sprites.js";
import { pictureOf, rows, type Picture } from "./test-picture.js";

describe("bodiesInView and radiusAt", () => {
	it("[PG1] see who is in the picture, where it shows them", () => {
		const { frame } = pictureOf({
			places: [
				[0, 0],
				[10, -20],
				[500, 0],
			],
		});
		expect(frame.seen.map(({ body, x, y }) => [body.id, x, y])).toEqual([
			["m0", 400, 300],
			["m1", 420, 260],
		]);
	});

	it("[PG1] draw members larger as one comes near, within bounds, in few sizes", () => {
		const sizes = [0.02, 0.5, 1, 2, 4, 8, 48].map(radiusAt);
		expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
		expect([sizes[0], sizes.at(-1)]).toEqual([2.5, 9]);
		for (const size of sizes) expect(Number.isInteger(size * 2)).toBe(true);
	});
});

describe("paintGround", () => {
	it("[PG8] draws a grid that is neither a mesh nor bare at any zoom", () => {
		for (const k of [0.02, 0.3, 1, 7, 48]) {
			const { frame, count } = pictureOf({ places: [], camera: { k, x: 13, y: -7 } });
			paintGround(frame);
			expect(count("lineTo")).toBeGreaterThanOrEqual(9);
			expect(count("lineTo")).toBeLessThanOrEqual(32);
		}
	});
});

describe("paintBodies", () => {
	const image = Object.create(null) as ImageBitmap;
	const sprites: Sprites = { get: ({ width, height }) => ({ image, width, height }) };

	it("[PG1] draws an NPC round and a player with corners, players on top", () => {
		const { frame, calls } = pictureOf({
			places: [
				[0, 0],
				[5, 5],
			],
			players: 1,
			camera: { k: 0.5, x: 400, y: 300 },
		});
		paintBodies(frame, sprites);
		const shapes = calls.map(([name]) => name).filter((name) => name === "arc" || name === "closePath");
		expect(shapes).toEqual(["arc", "closePath"]);
	});

	it("[PG24] fills small members and copies large ones", () => {
		const far = pictureOf({ places: rows(100), camera: { k: 0.5, x: 400, y: 300 } });
		paintBodies(far.frame, sprites);
		expect([far.count("fill"), far.count("drawImage")]).toEqual([100, 0]);
		const near = pictureOf({ places: rows(10), camera: { k: 6, x: 900, y: 500 } });
		paintBodies(near.frame, sprites);
		expect([near.count("fill"), near.count("drawImage")]).toEqual([0, near.frame.seen.length]);
	});

	it("[PG10] rings whom the reader looks at", () => {
		const focus = { selected: "m0", hovered: "m1", highlighted: new Set(["m1", "gone"]) };
		const { frame, calls } = pictureOf({
			places: [
				[0, 0],
				[5, 5],
			],
			camera: { k: 6, x: 400, y: 300 },
			focus,
		});
		paintBodies(frame, sprites);
		const rings = calls.filter(([name]) => name === "arc");
		expect(rings.map(([, x, y]) => [x, y])).toEqual([
			[430, 330],
			[430, 330],
			[400, 300],
		]);
	});
});

describe("paintGatherings", () => {
	it("[PG4] draws a hull around each group and lines between neighbours in it", () => {
		const { frame, count } = pictureOf({
			places: [
				[0, 0],
				[6, 0],
				[3, 5],
				[40, 40],
				[44, 40],
			],
			groups: [
				[0, 1, 2],
				[3, 4],
			],
		});
		paintGatherings(frame);
		expect(count("arc")).toBe(5);
		expect(count("lineTo")).toBe(3);
		expect(count("fill")).toBe(1);
	});

	it("[PG24] draws discs where there are very many groups", () => {
		const groups = Array.from({ length: 130 }, (_, index) => [
			index * 4,
			index * 4 + 1,
			index * 4 + 2,
			index * 4 + 3,
		]);
		const { frame, count } = pictureOf({ places: rows(520, 1), groups, camera: { k: 3, x: 400, y: 300 } });
		paintGatherings(frame);
		expect(count("arc")).toBe(130);
		expect(count("lineTo")).toBe(0);
	});

	it("[PG4] leaves out groups beyond the picture", () => {
		const { frame, count } = pictureOf({
			places: [
				[5_000, 0],
				[5_004, 0],
			],
			groups: [[0, 1]],
		});
		paintGatherings(frame);
		expect(count("arc")).toBe(0);
	});
});

describe("paintTrails and paintTrack", () => {
	it("[PG3] trails everybody in a small picture and the selected one alone in a crowd", () => {
		const points = [
			{ x: 0, z: 0, at: -2_000 },
			{ x: 3, z: 0, at: -1_000 },
		];
		for (const [members, trailed] of [
			[40, 40],
			[500, 1],
		] as const) {
			const { frame, scene, count } = pictureOf({ places: rows(members), focus: { selected: "m3" } });
			for (const body of scene.bodies.values()) body.trail = points;
			paintTrails(frame);
			expect(count("lineTo")).toBe(trailed * points.length);
		}
	});

	it("[PG18] leads the known path of the selected member to where it is", () => {
		const track = [
			{ x: -10, z: 0 },
			{ x: -5, z: 0 },
		];
		const { frame, calls } = pictureOf({ places: [[0, 0]], focus: { selected: "m0", track } });
		paintTrack(frame);
		expect(calls.filter(([name]) => name === "moveTo" || name === "lineTo")).toEqual([
			["moveTo", 380, 300],
			["lineTo", 390, 300],
			["lineTo", 400, 300],
		]);
		const without = pictureOf({ places: [[0, 0]], focus: { track } });
		paintTrack(without.frame);
		expect(without.calls).toEqual([]);
	});
});

describe("paintPulses", () => {
	it("[PG5] draws a talk between two who are near each other", () => {
		const near = pictureOf({
			places: [
				[0, 0],
				[10, 0],
			],
		});
		near.scene.pulse({ kind: "talk", about: ["m0", "m1"], at: 0 });
		paintPulses(near.frame);
		expect(near.count("quadraticCurveTo")).toBe(1);
		const apart = pictureOf({
			places: [
				[0, 0],
				[100, 0],
			],
		});
		apart.scene.pulse({ kind: "talk", about: ["m0", "m1"], at: 0 });
		apart.scene.pulse({ kind: "talk", about: ["m0", "gone"], at: 0 });
		paintPulses(apart.frame);
		expect(apart.count("quadraticCurveTo")).toBe(0);
	});

	it("[PG5] rings a new group, with a radius that is one even before its time", () => {
		const { frame, scene, calls } = pictureOf({
			places: [
				[0, 0],
				[10, 0],
			],
		});
		scene.pulse({ kind: "ring", about: ["m0", "m1"], at: 500 });
		paintPulses(frame);
		const [, x, y, radius] = calls.find(([name]) => name === "arc")!;
		expect([x, y, radius]).toEqual([410, 300, 0]);
	});
});

describe("labelWishes", () => {
	const options = { measure: (text: string) => text.length * 7, standing: new Set<string>() };
	const textsOf = (picture: Picture, standing = options.standing): string[] =>
		[...labelWishes(pictureOf(picture).frame, { ...options, standing }).texts.values()].map(
			({ text }) => text,
		);

	it("[PG6] names members and says how many are together", () => {
		expect(
			textsOf({
				places: [
					[0, 0],
					[4, 0],
					[30, 0],
				],
				groups: [[0, 1]],
			}).toSorted(),
		).toEqual(["2 together", "Member 0", "Member 1", "Member 2"]);
	});

	it("[PG6] counts those in groups and names the others where there are many groups", () => {
		const groups = Array.from({ length: 21 }, (_, index) => [index * 2, index * 2 + 1]);
		const texts = textsOf({ places: rows(44), players: 1, groups });
		expect(texts.toSorted()).toEqual([
			...Array.from({ length: 21 }, () => "2"),
			"Member 0",
			"Member 42",
			"Member 43",
		]);
	});

	it("[PG6] names only whom the reader looks at in a crowd", () => {
		const focus = { selected: "m7", highlighted: new Set(["m9"]) };
		expect(textsOf({ places: rows(700, 1), focus }).toSorted()).toEqual(["Member 7", "Member 9"]);
	});

	it("[PG6] lets a label that stands keep its place against its equals, not against its betters", () => {
		const { wishes } = labelWishes(
			pictureOf({
				places: [
					[0, 0],
					[4, 0],
					[8, 0],
				],
				players: 1,
			}).frame,
			{
				...options,
				standing: new Set(["m2"]),
			},
		);
		const order = wishes.toSorted((a, b) => b.priority - a.priority).map(({ id }) => id);
		expect(order).toEqual(["m0", "m2", "m1"]);
	});
});
