import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../wording/random.js";
import type { Conversation } from "./outcome.js";
import { climateOf } from "./consequences.js";
import { planConversation } from "./plan-conversation.js";
import { LEAST_TURNS, MOST_FRIENDSHIP, MOST_TURNS, STRIKES } from "./rates.js";
import { MOODS, pairKey } from "./society.js";
import { randomSociety, TOPICS } from "./testing/random-society.js";

const seeds = fc.string({ minLength: 1, maxLength: 12 });

function planned(seed: string) {
	const society = randomSociety("ana", seededRandom(`society ${seed}`));
	const outcome = planConversation(society, { topics: TOPICS, random: seededRandom(`run ${seed}`) });
	return { society, outcome };
}

/** What has to hold of the conversation of any society. */
function checkEach(
	check: (given: ReturnType<typeof planned> & { readonly outcome: Conversation }) => void,
): void {
	fc.assert(
		fc.property(seeds, (seed) => {
			const { society, outcome } = planned(seed);
			if (!("skipped" in outcome)) check({ society, outcome });
		}),
		{ numRuns: 500 },
	);
}

describe("a conversation", () => {
	it("[CS1] is the same for the same society and seed", () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				expect(planned(seed).outcome).toEqual(planned(seed).outcome);
			}),
		);
	});

	it("[CS2] is of two to five who are there, none twice and none who meditates", () => {
		checkEach(({ society, outcome: { participants } }) => {
			const present = society.chatlings.filter(({ isMeditating }) => !isMeditating).map(({ id }) => id);
			const talking = participants.map(({ chatling }) => chatling.id);
			expect(talking.length).toBeGreaterThanOrEqual(2);
			expect(talking.length).toBeLessThanOrEqual(5);
			expect(new Set(talking).size).toBe(talking.length);
			expect(present).toEqual(expect.arrayContaining(talking));
		});
	});

	it("[CS3] is not had where fewer than two are there, and meditation ends all the same", () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const { society, outcome } = planned(seed);
				const resting = society.chatlings.filter(({ isMeditating }) => isMeditating);
				expect("skipped" in outcome).toBe(society.chatlings.length - resting.length < 2);
				for (const { id, mood } of resting) {
					const change = outcome.changes.find((one) => one.id === id);
					expect(change).toMatchObject({ isMeditating: false, isRunaway: false });
					expect(MOODS.indexOf(change!.mood)).toBe(Math.max(0, MOODS.indexOf(mood) - 1));
				}
			}),
			{ numRuns: 500 },
		);
	});

	it("[CS4] lets each speak two to four times, and answer somebody else who spoke before", () => {
		checkEach(({ outcome: { participants, turns } }) => {
			for (const { chatling, turns: count } of participants) {
				const own = turns.filter(({ speaker }) => speaker === chatling.id);
				expect(own).toHaveLength(count);
				expect(count).toBeGreaterThanOrEqual(LEAST_TURNS);
				expect(count).toBeLessThanOrEqual(MOST_TURNS);
			}
			for (const [index, { speaker, answers }] of turns.entries()) {
				expect(answers === undefined).toBe(index === 0);
				if (answers === undefined) continue;
				expect(answers).toBeLessThan(index);
				expect(turns[answers]!.speaker).not.toBe(speaker);
			}
		});
	});

	it("[CS5] moves friendships between its participants alone, together or apart by what they think, within bounds", () => {
		checkEach(({ society, outcome: { participants, friendships } }) => {
			const opinions = new Map(participants.map(({ chatling, opinion }) => [chatling.id, opinion]));
			for (const [key, value] of friendships) {
				const [one, other] = key.split(" ") as [string, string];
				expect(pairKey(one, other)).toBe(key);
				const before = society.friendships.get(key) ?? 0;
				expect(Math.abs(value)).toBeLessThanOrEqual(MOST_FRIENDSHIP);
				expect(value > before).toBe(opinions.get(one) === opinions.get(other));
			}
		});
	});

	it("[CS6] changes moods by a step, towards happy where they agree, to unhappy or a strike where they quarrel", () => {
		checkEach(({ society, outcome: { participants, climate, changes } }) => {
			const talking = new Set(participants.map(({ chatling }) => chatling.id));
			for (const change of changes) {
				if (!talking.has(change.id)) continue;
				const { mood, unhappyCount } = society.chatlings.find(({ id }) => id === change.id)!;
				expect(climate).not.toBe("mixed");
				if (climate === "agreement") {
					expect(MOODS.indexOf(change.mood)).toBe(Math.max(0, MOODS.indexOf(mood) - 1));
					expect(change).toMatchObject({ unhappyCount: 0, isRunaway: false });
				} else {
					expect(change.mood).toBe("unhappy");
					expect(change.unhappyCount).toBe(mood === "unhappy" ? unhappyCount + 1 : unhappyCount);
				}
				if (change.isRunaway) expect(change.unhappyCount).toBeGreaterThanOrEqual(STRIKES);
			}
		});
	});

	it("[CS7] has a climate by what is thought, whoever thinks it", () => {
		expect(climateOf(["positive", "positive", "neutral"])).toBe("agreement");
		expect(climateOf(["negative", "negative", "negative", "positive"])).toBe("agreement");
		expect(climateOf(["positive", "negative"])).toBe("conflict");
		expect(climateOf(["positive", "positive", "negative"])).toBe("conflict");
		expect(climateOf(["neutral", "neutral", "positive"])).toBe("mixed");
		expect(climateOf(["neutral", "neutral"])).toBe("mixed");
		const opinion = fc.constantFrom("positive" as const, "neutral" as const, "negative" as const);
		fc.assert(
			fc.property(
				fc.shuffledSubarray([0, 1, 2, 3, 4]),
				fc.array(opinion, { minLength: 5, maxLength: 5 }),
				(order, all) => {
					const some = order.map((index) => all[index]!);
					expect(climateOf(some)).toBe(climateOf([...some].sort()));
				},
			),
		);
	});
});
