import { pick, type Random, seededRandom } from "../../wording/random.js";
import { CATEGORIES, type Chatling, PERSONALITIES, type Personality } from "../core/society.js";

/** How many a demo user has: enough that talks differ, few enough for a page without scrolling. */
const LEAST = 5;
const MOST = 8;

/** Members of the team of a demo user. */
const TEAM = 3;

/** Names for chatlings of each personality. */
const NAMES: Readonly<Record<Personality, readonly string[]>> = {
	cheerful: ["Poppy", "Sunny", "Tansy", "Jolly", "Merry"],
	grumpy: ["Grumble", "Bramble", "Flint", "Thistle", "Mossbeard"],
	shy: ["Whisper", "Fern", "Dapple", "Mouse", "Willow"],
	curious: ["Pip", "Scout", "Juniper", "Magpie", "Riddle"],
	dramatic: ["Aria", "Tempest", "Velvet", "Rosalind", "Thunder"],
	wise: ["Sage", "Owlbert", "Old Oak", "Minerva", "Quill"],
	boastful: ["Captain Bold", "Goldie", "Rocket", "Champ", "Dazzle"],
	kind: ["Clover", "Honey", "Marigold", "Biscuit", "Amber"],
};

/** Chatlings to begin with, each of a personality of its own: for the same user always the same. */
export function demoSociety(userId: string): readonly Chatling[] {
	const random = seededRandom(JSON.stringify(["demo", userId]));
	const count = LEAST + Math.floor(random() * (MOST - LEAST + 1));
	return drawn(PERSONALITIES, count, random).map((personality, index) => {
		const tastes = drawn(CATEGORIES, 3, random);
		return {
			id: personality,
			name: pick(random, NAMES[personality])!,
			personality,
			likes: tastes.slice(0, 2),
			dislikes: tastes.slice(2),
			...feelingOf(index),
			isMeditating: false,
			isInTeam: index < TEAM,
		};
	});
}

/** One is on its last strikes, so that somebody may run away before long, and one is happy; the others are neither. */
function feelingOf(index: number): Pick<Chatling, "mood" | "unhappyCount"> {
	if (index === TEAM) return { mood: "unhappy", unhappyCount: 2 };
	return { mood: index === 0 ? "happy" : "neutral", unhappyCount: 0 };
}

function drawn<T>(from: readonly T[], count: number, random: Random): readonly T[] {
	const left = [...from];
	return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
}
