import { describe, expect, it } from "vitest";
import { readPersona } from "../../messages/minds/scripted/persona.js";
import { CATEGORIES, MOODS, PERSONALITIES } from "../core/society.js";
import { personaOf } from "./persona.js";

/** How the scripted mind is to take each personality. */
const TEMPERS = {
	cheerful: "cheerful",
	grumpy: "grumpy",
	shy: "shy",
	curious: "nosy",
	dramatic: "dreamy",
	wise: "learned",
	boastful: "proud",
	kind: "cheerful",
} as const;

const TASTES = [[], ["weather"], ["music", "stars"], CATEGORIES] as const;

/** Every chatling that there is, as far as a persona tells. */
const ALL = PERSONALITIES.flatMap((personality) =>
	MOODS.flatMap((mood) =>
		TASTES.flatMap((likes) => TASTES.map((dislikes) => ({ personality, mood, likes, dislikes }))),
	),
);

describe("a chatling's persona", () => {
	it("[CB4] is whole sentences of at most 300 characters, whatever it likes", () => {
		for (const chatling of ALL) {
			const persona = personaOf(chatling);
			expect(persona.length).toBeLessThanOrEqual(300);
			expect(persona).toMatch(/^([A-Z][a-z ,]+\. ?)+$/);
			expect(persona).not.toMatch(/ {2}|, (and|or)\b|undefined/);
		}
	});

	it("[CB4] tells what it likes, what it does not, and how it feels", () => {
		const some = { personality: "grumpy", likes: ["food", "weather"], dislikes: ["work"] } as const;
		expect(personaOf({ ...some, mood: "happy" })).toBe(
			"Grumbles about everything and complains about the rest. Loves food and the weather. " +
				"Does not care for work. Is in high spirits today.",
		);
		expect(personaOf({ ...some, dislikes: ["music", "stars", "games"], mood: "unhappy" })).toMatch(
			/ Does not care for music, the stars or games\. Is unhappy today and takes things to heart\.$/,
		);
		expect(new Set(ALL.map(personaOf)).size).toBe(ALL.length);
	});

	it("[CB4] is read by the scripted mind as the temper that it tells, whatever its mood and tastes", () => {
		for (const chatling of ALL) {
			const profile = { npcId: "chatling:1:c", name: "Pip", abilities: [], responseSpeed: 1 };
			const read = readPersona({ ...profile, persona: personaOf(chatling) });
			expect(read.temper, personaOf(chatling)).toBe(TEMPERS[chatling.personality]);
			expect(read.own).toMatch(/^I [a-z]+ /);
			expect(read.own).not.toMatch(/\bis\b|[a-rt-z]s the\b|I \w+s /);
		}
	});
});
