import type { Random } from "../../../wording/random.js";
import { seededRandom } from "../../../wording/random.js";
import type * as Plan from "../plan-conversation.js";
import type * as Recovery from "../recovery.js";
import { DIFFICULTIES } from "../recovery.js";
import type { Society } from "../society.js";
import { randomSociety, TOPICS } from "./random-society.js";

/** The rules that are looked at: those there are, or others in their place. */
export interface Rules {
	readonly planConversation: typeof Plan.planConversation;
	readonly tryRecovery: typeof Recovery.tryRecovery;
}

/** How often something came, of so many times that it could. */
export interface Share {
	came: number;
	of: number;
}

export type Shares = ReadonlyMap<string, Share>;

/** Chatlings enough that nothing but chance decides how many talk. */
const SIZE = 6;

/** Plays so many users once, by several seeds, and counts what chance decides. */
export function countShares(
	rules: Rules,
	{ users, seeds }: { users: number; seeds: readonly string[] },
): Shares {
	const shares = new Map<string, Share>();
	const count = (name: string, came: boolean): void => {
		const share = shares.get(name) ?? { came: 0, of: 0 };
		share.of += 1;
		if (came) share.came += 1;
		shares.set(name, share);
	};
	for (const seed of seeds) {
		for (let user = 0; user < users / seeds.length; user += 1) {
			const random = seededRandom(`${seed} ${user}`);
			countOne(rules, societyOf(user, random), { random, count });
		}
	}
	return shares;
}

/** Half of all users have chatlings who are all about to run away, so that enough of them might. */
function societyOf(user: number, random: Random): Society {
	const all = user % 2 === 0 ? { mood: "unhappy" as const, unhappyCount: 2 } : {};
	return randomSociety(`user ${user}`, random, { size: SIZE, all: { isMeditating: false, ...all } });
}

function countOne(
	{ planConversation, tryRecovery }: Rules,
	society: Society,
	{ random, count }: { readonly random: Random; readonly count: (name: string, came: boolean) => void },
): void {
	const outcome = planConversation(society, { topics: TOPICS, random });
	for (const difficulty of DIFFICULTIES) {
		count(`${difficulty} recoveries won`, tryRecovery(difficulty, random).isWon);
	}
	if ("skipped" in outcome) throw new Error("there were enough to talk");
	const { participants, climate, changes, rareEvent, topic } = outcome;
	for (const size of [2, 3, 4, 5]) count(`${size} participants`, participants.length === size);
	if (participants.length === 2) {
		count(
			"the first of six among two",
			participants.some(({ chatling }) => chatling === society.chatlings[0]),
		);
	}
	count("the first topic", topic === TOPICS[0]);
	count("rare events", rareEvent !== undefined);
	for (const { chatling, opinion, turns } of participants) {
		count("two turns", turns === 2);
		const change = changes.find(({ id }) => id === chatling.id);
		if (climate === "conflict" && chatling.mood === "unhappy") {
			if (chatling.unhappyCount >= 2) count("runaways of strikes", change!.isRunaway);
		} else if (climate === "conflict" && opinion !== "neutral") {
			count("hurt in a conflict", change?.mood === "unhappy");
		} else if (climate === "agreement" && chatling.mood !== "happy") {
			count("cheered where they agree", change !== undefined);
		}
	}
}
