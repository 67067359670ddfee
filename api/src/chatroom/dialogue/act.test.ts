import { describe, expect, it } from "vitest";
import type { Climate, Conversation, Opinion, Turn } from "../core/outcome.js";
import { actsOf } from "./act.js";

function conversation(climate: Climate, turns: readonly Turn[]): Conversation {
	return {
		topic: { id: "t", title: "Soup", category: "food" },
		participants: [],
		turns,
		climate,
		changes: [],
		friendships: new Map(),
	};
}

const turn = (speaker: string, opinion: Opinion, answers?: number): Turn => ({
	speaker,
	opinion,
	...(answers !== undefined && { answers }),
});

describe("what a line does", () => {
	it("[CD4] states an opinion first, even in answer to somebody", () => {
		const acts = actsOf(
			conversation("mixed", [turn("a", "negative"), turn("b", "positive", 0), turn("c", "neutral", 1)]),
		);
		expect(acts).toEqual(["negative", "positive", "neutral"]);
	});

	it.each<[Opinion, Opinion, string]>([
		["positive", "positive", "agree"],
		["negative", "negative", "agree"],
		["positive", "negative", "disagree"],
		["negative", "positive", "disagree"],
		["neutral", "positive", "undecided"],
		["neutral", "neutral", "undecided"],
		["positive", "neutral", "insist"],
		["negative", "neutral", "insist"],
	])("[CD4] then answers: %s to %s is to %s", (own, others, act) => {
		const acts = actsOf(
			conversation("mixed", [
				turn("a", own),
				turn("b", others, 0),
				turn("a", own, 1),
				turn("b", others, 2),
				turn("a", own, 3),
				turn("b", others, 4),
			]),
		);
		expect(acts[2]).toBe(act);
	});

	it("[CD4] takes leave by how it went: in the last line, and in the one before of a longer talk", () => {
		const short = [turn("a", "neutral"), turn("b", "neutral", 0), turn("a", "neutral", 1)];
		const four = [...short, turn("b", "neutral", 2)];
		expect(actsOf(conversation("agreement", four)).slice(2)).toEqual(["undecided", "agreement"]);
		const five = [...four, turn("a", "neutral", 3)];
		expect(actsOf(conversation("conflict", five)).slice(2)).toEqual(["undecided", "conflict", "conflict"]);
		const alone = [...four, turn("a", "neutral", 3), turn("a", "neutral", 3)];
		expect(actsOf(conversation("mixed", alone)).slice(2)).toEqual([
			"undecided",
			"undecided",
			"undecided",
			"mixed",
		]);
	});

	describe("where something rare happens", () => {
		const rareEvent = { kind: "old_song", reward: 10 } as const;
		const talk = (count: number, salt = ""): Conversation => ({
			...conversation(
				"mixed",
				Array.from({ length: count }, (_, index) =>
					turn(`${salt}${index % 2}`, "neutral", index === 0 ? undefined : index - 1),
				),
			),
			rareEvent,
		});

		it("[CD20] speaks of it in one line that would only have answered", () => {
			const places = new Set<number>();
			for (let salt = 0; salt < 50; salt += 1) {
				const acts = actsOf(talk(8, `${salt} `));
				expect(acts.filter((act) => act === "old_song")).toHaveLength(1);
				places.add(acts.indexOf("old_song"));
			}
			expect([...places].sort()).toEqual([2, 3, 4, 5]);
		});

		it("[CD20] speaks of it in another line but the first where none only answers, and in none of one", () => {
			expect(actsOf(talk(2))).toEqual(["neutral", "old_song"]);
			expect(actsOf(talk(1))).toEqual(["neutral"]);
		});
	});
});
