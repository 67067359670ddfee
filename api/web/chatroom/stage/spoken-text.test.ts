import { describe, expect, it } from "vitest";
import type { ConversationWire } from "../../../src/chatroom/chatroom-wire.js";
import { spokenText } from "./spoken-text.js";

const talk: ConversationWire = {
	id: "t1",
	created_at: 0,
	title: "Fog",
	category: "weather",
	climate: "agreement",
	is_read: false,
	participants: [
		{
			id: "c1",
			name: "Pip",
			personality: "cheerful",
			opinion: "positive",
			mood_before: "neutral",
			mood_after: "happy",
			ran_away: false,
		},
	],
	messages: [
		{ speaker: "c1", opinion: "positive", line: "I like it." },
		{ speaker: "gone", opinion: "negative", line: "I do not." },
	],
};

describe("what those who hear the page are told", () => {
	it("[CP10] is each line once it was said, by name, and at the end what came of it", () => {
		const told = [0, 1, 2].map((shown) => spokenText(talk, { shown, isEnded: false }));
		expect(told).toEqual(["", "Pip: I like it.", "Somebody: I do not."]);
		expect(spokenText(talk, { shown: 2, isEnded: true })).toBe("They agreed. Pip became happy.");
	});
});
