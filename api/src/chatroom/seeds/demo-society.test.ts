import { describe, expect, it } from "vitest";
import { PERSONALITIES } from "../core/society.js";
import { demoSociety } from "./demo-society.js";

const SOCIETIES = Array.from({ length: 300 }, (_, index) => demoSociety(String(1_000_001 + index)));

describe("a demo user's chatlings", () => {
	it("[CG62] are five to eight, each of another personality, with a name of its own", () => {
		expect(new Set(SOCIETIES.map(({ length }) => length))).toEqual(new Set([5, 6, 7, 8]));
		for (const chatlings of SOCIETIES) {
			for (const key of ["id", "name", "personality"] as const) {
				expect(new Set(chatlings.map((chatling) => chatling[key])).size).toBe(chatlings.length);
			}
		}
		const personalities = new Set(SOCIETIES.flat().map(({ personality }) => personality));
		expect(personalities.size).toBe(PERSONALITIES.length);
	});

	it("[CG62] like and dislike something, but not the same", () => {
		for (const { likes, dislikes } of SOCIETIES.flat()) {
			expect([likes.length, dislikes.length]).toEqual([2, 1]);
			expect(new Set([...likes, ...dislikes]).size).toBe(3);
		}
	});

	it("[CG62] feel differently: a team of three, one who is happy, one who has had it nearly", () => {
		for (const chatlings of SOCIETIES) {
			expect(chatlings.filter(({ isInTeam }) => isInTeam)).toHaveLength(3);
			expect(chatlings.filter(({ mood }) => mood === "happy")).toHaveLength(1);
			expect(chatlings.filter(({ mood }) => mood === "unhappy")).toMatchObject([{ unhappyCount: 2 }]);
			expect(chatlings.some(({ isMeditating }) => isMeditating)).toBe(false);
		}
	});

	it("[CG62] are always the same for a user, and others for another", () => {
		expect(demoSociety("demo")).toEqual(demoSociety("demo"));
		expect(demoSociety("demo")).not.toEqual(demoSociety("1000001"));
	});
});
