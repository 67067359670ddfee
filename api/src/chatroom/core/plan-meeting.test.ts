import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pick, seededRandom } from "../../wording/random.js";
import type { Conversation } from "./outcome.js";
import { planMeeting } from "./plan-meeting.js";
import { MOST_FRIENDSHIP, RUNAWAY_SHARE, STRIKES } from "./rates.js";
import { type Chatling, MOODS, pairKey, type Society } from "./society.js";
import { randomSociety, TOPICS } from "./testing/random-society.js";

/** A society, and some of it who have met; everything by a seed. */
function met(seed: string, all: Partial<Chatling> = {}) {
	const random = seededRandom(`society ${seed}`);
	const size = 2 + Math.floor(random() * 5);
	const society = randomSociety("ana", random, { size, all: { isMeditating: false, ...all } });
	const [one, other] = society.chatlings;
	const some = society.chatlings.slice(0, 2 + Math.floor(random() * 5));
	const further = Array.from({ length: Math.floor(random() * 12) }, () => pick(random, some)!.id);
	const speakers = [other!.id, one!.id, ...further];
	const topic = pick(random, TOPICS)!;
	const plan = (of: Society = society): Conversation =>
		planMeeting(of, { speakers, topic, random: seededRandom(`meeting ${seed}`) });
	return { society, speakers, topic, plan, outcome: plan() };
}

function checkEach(check: (given: ReturnType<typeof met>) => void): void {
	fc.assert(
		fc.property(fc.string({ minLength: 1, maxLength: 12 }), (seed) => check(met(seed))),
		{ numRuns: 500 },
	);
}

describe("a meeting", () => {
	it("[CB1] is of those who spoke, each as often as it did, and turns are the lines in their order", () => {
		checkEach(({ speakers, topic, outcome }) => {
			expect(outcome.topic).toBe(topic);
			expect(outcome.turns.map(({ speaker }) => speaker)).toEqual(speakers);
			expect(outcome.participants.map(({ chatling }) => chatling.id)).toEqual([...new Set(speakers)]);
			for (const { chatling, opinion, turns } of outcome.participants) {
				const own = outcome.turns.filter(({ speaker }) => speaker === chatling.id);
				expect(own).toHaveLength(turns);
				expect(new Set(own.map((turn) => turn.opinion))).toEqual(new Set([opinion]));
			}
		});
	});

	it("[CB1] has each line answer what another said last before it, and the first nothing", () => {
		checkEach(({ outcome: { turns } }) => {
			for (const [index, { speaker, answers }] of turns.entries()) {
				const others = turns.flatMap((turn, at) => (at < index && turn.speaker !== speaker ? [at] : []));
				expect(answers).toBe(others.at(-1));
			}
		});
	});

	it("[CB2] comes to the same for the same society, lines and seed", () => {
		checkEach(({ plan, outcome }) => {
			expect(plan()).toEqual(outcome);
		});
	});

	it("[CB2] moves moods and friendships by the rules of a conversation", () => {
		checkEach(({ society, outcome: { participants, climate, changes, friendships } }) => {
			const opinions = new Map(participants.map(({ chatling, opinion }) => [chatling.id, opinion]));
			for (const [key, value] of friendships) {
				const [one, other] = key.split(" ") as [string, string];
				expect(pairKey(one, other)).toBe(key);
				expect(Math.abs(value)).toBeLessThanOrEqual(MOST_FRIENDSHIP);
				expect(value > (society.friendships.get(key) ?? 0)).toBe(opinions.get(one) === opinions.get(other));
			}
			for (const change of changes) {
				const { mood, unhappyCount } = society.chatlings.find(({ id }) => id === change.id)!;
				expect(opinions.has(change.id)).toBe(true);
				if (climate === "agreement") {
					expect(MOODS.indexOf(change.mood)).toBe(Math.max(0, MOODS.indexOf(mood) - 1));
				} else if (climate === "conflict") {
					expect(change.mood).toBe("unhappy");
					expect(change.unhappyCount).toBe(mood === "unhappy" ? unhappyCount + 1 : unhappyCount);
				} else {
					expect(change).toMatchObject({ mood, unhappyCount });
				}
				expect(change.isRunaway && change.unhappyCount < STRIKES).toBe(false);
			}
		});
	});

	it("[CB2] leaves alone who was not there, meditating or not", () => {
		checkEach(({ society, speakers, outcome, plan }) => {
			const there = new Set(speakers);
			const changed = outcome.changes.filter(({ id }) => !there.has(id));
			expect(changed).toEqual([]);
			const others = society.chatlings.map((one) =>
				there.has(one.id) ? one : { ...one, isMeditating: !one.isMeditating, mood: "unhappy" as const },
			);
			expect(plan({ ...society, chatlings: others })).toEqual(outcome);
		});
	});

	it("[CB3] loses a chatling as often as a conversation of a run does", () => {
		let strikes = 0;
		let ranAway = 0;
		for (let seed = 0; seed < 3_000; seed += 1) {
			const { outcome } = met(`strike ${seed}`, { mood: "unhappy", unhappyCount: STRIKES - 1 });
			if (outcome.climate !== "conflict") continue;
			strikes += outcome.participants.length;
			ranAway += outcome.changes.filter(({ isRunaway }) => isRunaway).length;
		}
		expect(strikes).toBeGreaterThan(1_000);
		// Five standard errors: it fails once in two million runs of other seeds, and never of these.
		const error = Math.sqrt((RUNAWAY_SHARE * (1 - RUNAWAY_SHARE)) / strikes);
		expect(Math.abs(ranAway / strikes - RUNAWAY_SHARE)).toBeLessThan(5 * error);
	});
});
