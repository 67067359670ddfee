import { describe, expect, it } from "vitest";
import type { ParticipantWire, RunawayWire } from "../../src/chatroom/chatroom-wire.js";
import {
	bondsOf,
	coinsText,
	effectsOf,
	endingText,
	inText,
	namesText,
	rareEventText,
	recoveryText,
	whenText,
} from "./wording.js";

const pip: ParticipantWire = {
	id: "c1",
	name: "Pip",
	personality: "cheerful",
	opinion: "positive",
	mood_before: "neutral",
	mood_after: "happy",
	ran_away: false,
};
const bo: ParticipantWire = { ...pip, id: "c2", name: "Bo", mood_before: "unhappy", mood_after: "unhappy" };

const runaway: RunawayWire = {
	creature_id: "c2",
	name: "Bo",
	personality: "grumpy",
	difficulty: "easy",
	chance: 0.8,
	cost: 20,
	attempts: 0,
	ran_at: 0,
};

describe("what came of a conversation", () => {
	it("[CP5] is told of those whom it did something to, and of runaways last", () => {
		expect(effectsOf([{ ...bo, ran_away: true }, pip])).toEqual([
			{ id: "c1", mood: "happy", text: "Pip became happy" },
			{ id: "c2", mood: undefined, text: "Bo ran away" },
		]);
		expect(effectsOf([bo])).toEqual([]);
	});

	it("[CP5] is one text for those who hear it, with its rare event", () => {
		expect(endingText({ climate: "conflict", participants: [pip, { ...bo, ran_away: true }] })).toBe(
			"They quarrelled. Pip became happy. Bo ran away.",
		);
		const rare_event = { kind: "lost_coin", reward: 1 } as const;
		expect(endingText({ climate: "mixed", participants: [bo], rare_event })).toBe(
			"They left it open. Everybody feels as before. Something lost was found: 1 coin for you.",
		);
	});

	it.each([
		["shooting_star", "A shooting star fell: 25 coins for you"],
		["old_song", "An old song was remembered: 25 coins for you"],
		["lost_coin", "Something lost was found: 25 coins for you"],
	] as const)("[CP5] tells of %s", (kind, text) => {
		expect(rareEventText({ kind, reward: 25 })).toBe(text);
	});
});

describe("words", () => {
	it("[CP6] count coins and join names", () => {
		expect([0, 1, 20].map(coinsText)).toEqual(["0 coins", "1 coin", "20 coins"]);
		expect([[], ["Pip"], ["Pip", "Bo"], ["Pip", "Bo", "Momo"]].map(namesText)).toEqual([
			"",
			"Pip",
			"Pip and Bo",
			"Pip, Bo and Momo",
		]);
	});

	it("[CP6] say who likes whom, the strongest first, and leave out those who are gone", () => {
		const all = ["Pip", "Bo", "Momo", "Tilly", "Rook"].map((name, at) => ({ id: `c${at}`, name }));
		const friendships = [
			{ id: "c0", value: 12 },
			{ id: "c1", value: -60 },
			{ id: "c2", value: 48 },
			{ id: "c3", value: 11 },
			{ id: "gone", value: 100 },
		];
		expect(bondsOf({ friendships }, all)).toEqual({ friends: "Momo and Pip", rivals: "Bo" });
		const many = all.map(({ id }, at) => ({ id, value: 50 - at }));
		expect(bondsOf({ friendships: many }, all).friends).toBe("Pip, Bo, Momo and 2 more");
	});

	it("[CP6] say what came of an attempt, and whether it is harder now", () => {
		expect(recoveryText("Bo", runaway, undefined)).toBe("Bo is back.");
		expect(recoveryText("Bo", runaway, { ...runaway, chance: 0.5 })).toBe(
			"Bo did not come, and it is harder now: 50\u00a0%.",
		);
		expect(recoveryText("Bo", runaway, { ...runaway })).toBe("Bo did not come.");
	});

	it("[CP6] tell times by the reader's own day", () => {
		const noon = new Date(2026, 4, 20, 12).getTime() / 1000;
		const hours = (count: number): string => whenText(noon + count * 3_600, noon);
		expect(hours(6)).toMatch(/^today at /);
		expect(hours(-11.9)).toMatch(/^today at /);
		expect(hours(12)).toMatch(/^tomorrow at /);
		expect(hours(-13)).toMatch(/^yesterday at /);
		expect(hours(72)).toContain("23");
		expect(hours(72)).not.toMatch(/today|tomorrow/);
	});

	it("[CP6] tell how long it is until something", () => {
		expect([0, 600, 5_300, 6 * 3_600].map(inText)).toEqual([
			"in a minute",
			"in 10 min",
			"in 88 min",
			"in 6 h",
		]);
	});
});
