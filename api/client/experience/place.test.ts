import { describe, expect, it } from "vitest";
import { Diverged } from "../apply.js";
import { MalformedFrame } from "../frames.js";
import { advance, formatPlace, isWhole, readPlace } from "./place.js";

describe("readPlace", () => {
	it.each(["e1:4~s1:9", "e1:4~", "~s1:9", "~"])("[XP18] reads %s and writes it the same", (cursor) => {
		expect(formatPlace(readPlace(cursor))).toBe(cursor);
	});

	it("[XP18] knows nothing of what is no place", () => {
		expect(readPlace("?~s1:9")).toEqual({ shared: { epoch: "s1", offset: 9 } });
		expect(readPlace("e1:-1~s1:x")).toEqual({});
	});

	it.each([undefined, 5, "", "e1:4", "e1:4~s1:9~x"])("[XP18] takes %s for no cursor", (cursor) => {
		expect(() => readPlace(cursor)).toThrow(MalformedFrame);
	});

	it("[XP18] is whole with a place in both topics", () => {
		expect(["e1:4~s1:9", "e1:4~", "~s1:9", "~"].map((cursor) => isWhole(readPlace(cursor)))).toEqual([
			true,
			false,
			false,
			false,
		]);
	});
});

describe("advance", () => {
	const held = readPlace("e1:4~s1:9");

	it.each([
		["e1:5~s1:9", "e1:5~s1:9"],
		["e1:3~s1:10", "e1:4~s1:10"],
		["~s1:12", "e1:4~s1:12"],
		["e1:6~", "e1:6~s1:9"],
	])("[XP18] goes on half by half: %s", (told, next) => {
		expect(formatPlace(advance(held, readPlace(told)))).toBe(next);
	});

	it.each(["e1:4~s1:9", "e1:1~s1:9", "~", "e1:4~"])("[XP18] stays where nothing is new: %s", (told) => {
		expect(advance(held, readPlace(told))).toBe(held);
	});

	it("[XP18] takes what it had no place in, and nothing of another history", () => {
		expect(formatPlace(advance(readPlace("e1:4~"), readPlace("e1:4~s1:2")))).toBe("e1:4~s1:2");
		expect(() => advance(held, readPlace("e2:5~s1:9"))).toThrow(Diverged);
		expect(() => advance(held, readPlace("e1:5~s2:1"))).toThrow(Diverged);
	});
});
