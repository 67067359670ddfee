import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTracks } from "./tracks.js";
import type { TrackPoint } from "./tracks.js";

const ALL = { since: -Infinity, limit: 1_000 };

function point(at: number): TrackPoint {
	return { at, position: { x: at * 2, y: -at, z: at / 3 } };
}

function filled(capacity: number, count: number) {
	const tracks = createTracks(capacity);
	for (let at = 1; at <= count; at += 1) tracks.add("a", at, point(at).position);
	return tracks;
}

describe("tracks", () => {
	it("[WD13] hold the newest points, oldest first", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(70), (capacity, count) => {
				const from = Math.max(0, count - capacity);
				const expected = Array.from({ length: count - from }, (_, index) => point(from + index + 1));
				expect(filled(capacity, count).points("a", ALL)).toEqual(expected);
			}),
		);
	});

	it("[WD13] answer what was after a time, and of that the newest so many", () => {
		const tracks = filled(10, 14);
		const times = (since: number, limit: number) => tracks.points("a", { since, limit }).map(({ at }) => at);
		expect(times(11, 10)).toEqual([12, 13, 14]);
		expect(times(0, 2)).toEqual([13, 14]);
		expect(times(14, 10)).toEqual([]);
	});

	it("[WD13] know when a member last moved, and nothing of one that never did", () => {
		const tracks = filled(3, 7);
		expect(tracks.lastMoved("a")).toBe(7);
		expect(tracks.lastMoved("b")).toBeUndefined();
		expect(tracks.points("b", ALL)).toEqual([]);
	});

	it("[WD13] of one member do not touch another's, and are gone when dropped", () => {
		const tracks = filled(4, 6);
		tracks.add("b", 1, { x: 0, y: 0, z: 0 });
		tracks.drop("a");
		expect(tracks.points("a", ALL)).toEqual([]);
		expect(tracks.points("b", ALL)).toHaveLength(1);
		tracks.add("a", 9, { x: 1, y: 1, z: 1 });
		expect(tracks.points("a", ALL)).toHaveLength(1);
	});

	it("[WD5] come back from their text exactly, and go on", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9 }),
				fc.nat(30),
				fc.double({ noNaN: true, noDefaultInfinity: true }),
				(capacity, count, x) => {
					const tracks = filled(capacity, count);
					tracks.add("b", 0.1, { x, y: 0, z: -1e-300 });
					const loaded = createTracks(capacity);
					loaded.load(JSON.parse(JSON.stringify(tracks.dump())) as Record<string, string>);
					for (const one of [tracks, loaded]) one.add("a", 99, { x: 1, y: 2, z: 3 });
					expect(loaded.points("a", ALL)).toEqual(tracks.points("a", ALL));
					expect(loaded.points("b", ALL)).toEqual(tracks.points("b", ALL));
					expect(loaded.dump()).toEqual(tracks.dump());
				},
			),
		);
	});
});
