import { randomSociety, TOPICS } from "../../src/chatroom/core/testing/random-society.js";
import { planOutcome, planStep } from "../../src/chatroom/runs/plan-step.js";
import type { Member } from "../../src/chatroom/runs/read-members.js";
import { seededRandom } from "../../src/wording/random.js";

const MEMBERS = 2_000;
const ROUNDS = 10;
const RUN = { runId: "2026-11-21/06:00", slot: 1_795_240_800, day: "11-21", seed: "earshot" };

/** Users a second, on one core without any database: planned, and planned with all their lines. */
export function measureCore(): { readonly planned: number; readonly written: number } {
	const members = Array.from({ length: MEMBERS }, (_, at): Member => ({
		society: randomSociety(`user-${at}`, seededRandom(`society ${at}`), {
			size: 5 + (at % 4),
			all: { isMeditating: false },
		}),
		said: Array.from({ length: 10 }, (__, talk) => `${at * 10 + talk}`.padEnd(54, "marks")),
		followedUntil: 0,
		lastNumber: 0,
	}));
	const occasion = { run: RUN, topics: TOPICS };
	const perSecond = (step: (member: Member) => unknown): number => {
		for (const member of members) step(member);
		const begin = performance.now();
		for (let round = 0; round < ROUNDS; round += 1) for (const member of members) step(member);
		return (MEMBERS * ROUNDS * 1000) / (performance.now() - begin);
	};
	return {
		planned: perSecond((member) => planOutcome(member, occasion)),
		written: perSecond((member) => planStep(member, occasion)),
	};
}
