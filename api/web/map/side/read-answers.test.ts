import { describe, expect, it } from "vitest";
import {
	healthShare,
	lengthOf,
	readMemberTimes,
	readRelationships,
	readTrack,
	readWorlds,
} from "./read-answers.js";

describe("readWorlds", () => {
	it("[PG18] lists worlds, the one seen last first", () => {
		const answer = {
			worlds: [
				{ id: "old", members: 3, lastSeen: 1 },
				{ id: "new", members: 5, lastSeen: 9 },
				{ id: "bare" },
			],
		};
		expect(readWorlds(answer).map(({ id }) => id)).toEqual(["new", "old", "bare"]);
	});

	it.each([null, 5, {}, { worlds: {} }, { worlds: [null, {}, { id: 4 }, { id: "" }] }])(
		"[PG18] makes nothing of %j",
		(answer) => {
			expect(readWorlds(answer)).toEqual([]);
		},
	);
});

describe("readMemberTimes", () => {
	it("[PG18] takes the times of a member, where they are known", () => {
		expect(readMemberTimes({ id: "a", lastSeen: 4, lastMoved: 3 })).toEqual({ lastSeen: 4, lastMoved: 3 });
		expect(readMemberTimes({ lastSeen: 4, lastMoved: null })).toEqual({ lastSeen: 4, lastMoved: undefined });
		expect(readMemberTimes(null)).toEqual({ lastSeen: undefined, lastMoved: undefined });
	});
});

describe("readTrack and lengthOf", () => {
	it("[PG18] reads places and how far it was", () => {
		const track = readTrack({
			track: [
				{ at: 10, position: { x: 0, y: 0, z: 0 } },
				{ at: 20, position: { x: 3, y: 0, z: 4 } },
				{ at: 30, position: { x: "3", z: 1 } },
				{ position: { x: 1, y: 0, z: 1 } },
				null,
			],
		});
		expect(track).toEqual([
			{ x: 0, z: 0, at: 10 },
			{ x: 3, z: 4, at: 20 },
		]);
		expect(lengthOf(track)).toBe(5);
		expect(lengthOf([])).toBe(0);
	});
});

describe("readRelationships", () => {
	it("[PG18] takes the shapes that clients send, and leaves out what names nobody", () => {
		const own = { id: "npc:2", name: "Bo", kind: "friend", strength: 0.5 };
		expect(
			readRelationships([own, { target: "Cleo", type: "rival" }, "Esme", { strength: 1 }, 4, null]),
		).toEqual([
			{ name: "Bo", kind: "friend", strength: 0.5 },
			{ name: "Cleo", kind: "rival", strength: undefined },
			{ name: "Esme", kind: undefined, strength: undefined },
		]);
	});
});

describe("healthShare", () => {
	it("[PG18] is a share where it can be told", () => {
		const health = { state: "hurt", current: 30, max: 120, isMoving: false };
		expect(healthShare(health)).toBe(0.25);
		expect(healthShare({ ...health, current: 500 })).toBe(1);
		expect(healthShare({ ...health, max: 0 })).toBeUndefined();
		expect(healthShare(undefined)).toBeUndefined();
	});
});
