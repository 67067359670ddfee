import type {
	ChatlingWire,
	ConversationWire,
	MoodsWire,
	RecoveryWire,
	RunawayWire,
} from "../../src/chatroom/chatroom-wire.js";
import type { Conversation } from "../../src/chatroom/core/outcome.js";
import { planConversation } from "../../src/chatroom/core/plan-conversation.js";
import { RECOVERY_COST } from "../../src/chatroom/core/rates.js";
import { type Difficulty, difficultyOf, tryRecovery } from "../../src/chatroom/core/recovery.js";
import { type Chatling, type Friendships, MOODS, type Topic } from "../../src/chatroom/core/society.js";
import { remember } from "../../src/chatroom/dialogue/marks.js";
import { writeLines } from "../../src/chatroom/dialogue/write-lines.js";
import { toldParticipants } from "../../src/chatroom/runs/step-rows.js";
import { participantOf } from "../../src/chatroom/society/read-conversations.js";
import { runawayWire } from "../../src/chatroom/society/runaway-wire.js";
import { seededRandom } from "../../src/wording/random.js";

/** One who ran away, as it was. */
export interface Gone {
	readonly chatling: Chatling;
	readonly difficulty: Difficulty;
	readonly attempts: number;
	/** Unix seconds. */
	readonly ranAt: number;
}

/** What a user begins with. */
export interface SocietySeed {
	readonly coins: number;
	readonly chatlings: readonly Chatling[];
	readonly friendships?: Friendships;
	readonly gone?: readonly Gone[];
}

/** One user's society in memory, by the same rules as any. */
export interface StandInSociety {
	/** They talk once. The id of the conversation; undefined where there are too few. `at`: unix seconds. */
	readonly talk: (at: number) => string | undefined;
	/** Newest first. */
	readonly conversations: () => readonly ConversationWire[];
	readonly runaways: () => readonly RunawayWire[];
	readonly moods: (nextRunAt: number) => MoodsWire;
	/** False of what is not there. */
	readonly markRead: (id: string) => boolean;
	/** `payment` where coins are missing; undefined of one who is not away, or an attempt that is not the next. */
	readonly recover: (creatureId: string, attempt: number) => RecoveryWire | "payment" | undefined;
	readonly alter: (creatureId: string, change: Partial<Chatling>) => boolean;
	readonly chooseTeam: (ids: readonly string[]) => void;
}

function goneWire({ chatling, difficulty: recoveryDifficulty, attempts, ranAt }: Gone): RunawayWire {
	return runawayWire({ userId: "", creatureId: chatling.id, chatling, recoveryDifficulty, attempts, ranAt });
}

export interface SocietyOptions extends SocietySeed {
	readonly userId: string;
	readonly topics: readonly Topic[];
	readonly seed: string;
}

export function createStandInSociety(options: SocietyOptions): StandInSociety {
	const { userId, topics, seed } = options;
	let { coins } = options;
	let chatlings = options.chatlings;
	let friendships = new Map(options.friendships);
	let gone = options.gone ?? [];
	let said: readonly string[] = [];
	let conversations: readonly ConversationWire[] = [];

	const change = (id: string, part: Partial<Chatling>): void => {
		chatlings = chatlings.map((one) => (one.id === id ? { ...one, ...part } : one));
	};

	function apply(outcome: Conversation, at: number): void {
		for (const { id, isRunaway, ...after } of outcome.changes) {
			const before = chatlings.find((one) => one.id === id)!;
			change(id, after);
			if (!isRunaway) continue;
			chatlings = chatlings.filter((one) => one.id !== id);
			const difficulty = difficultyOf(after.unhappyCount);
			gone = [...gone, { chatling: { ...before, ...after }, difficulty, attempts: 0, ranAt: at }];
		}
		friendships = new Map([...friendships, ...outcome.friendships]);
		coins += outcome.rareEvent?.reward ?? 0;
	}

	const friendsOf = (id: string): ChatlingWire["friendships"] =>
		[...friendships].flatMap(([key, value]) => {
			const pair = key.split(" ");
			return pair.includes(id) ? [{ id: pair.find((one) => one !== id)!, value }] : [];
		});

	return {
		talk(at) {
			const random = seededRandom(JSON.stringify([seed, conversations.length, userId]));
			const outcome = planConversation({ userId, chatlings, friendships }, { topics, random });
			if ("skipped" in outcome) {
				for (const { id, mood, unhappyCount, isMeditating } of outcome.changes)
					change(id, { mood, unhappyCount, isMeditating });
				return undefined;
			}
			const { lines, used } = writeLines(outcome, { random, used: said });
			said = remember(said, used);
			const id = `talk-${conversations.length}`;
			const told: ConversationWire = {
				id,
				created_at: at,
				title: outcome.topic.title,
				category: outcome.topic.category,
				climate: outcome.climate,
				participants: toldParticipants(outcome).map(participantOf),
				...(outcome.rareEvent && { rare_event: outcome.rareEvent }),
				is_read: false,
				messages: outcome.turns.map(({ speaker, opinion }, index) => ({
					speaker,
					opinion,
					line: lines[index]!,
				})),
			};
			conversations = [told, ...conversations];
			apply(outcome, at);
			return id;
		},
		conversations: () => conversations,
		runaways: () => gone.map(goneWire),
		moods: (nextRunAt) => ({
			coins,
			chatlings: chatlings.map(({ unhappyCount, isMeditating, isInTeam, ...one }) => ({
				...one,
				unhappy_count: unhappyCount,
				is_meditating: isMeditating,
				is_in_team: isInTeam,
				friendships: friendsOf(one.id),
			})),
			counts: {
				happy: chatlings.filter(({ mood }) => mood === MOODS[0]).length,
				neutral: chatlings.filter(({ mood }) => mood === MOODS[1]).length,
				unhappy: chatlings.filter(({ mood }) => mood === MOODS[2]).length,
			},
			next_run_at: nextRunAt,
		}),
		markRead(id) {
			const isThere = conversations.some((one) => one.id === id);
			conversations = conversations.map((one) => (one.id === id ? { ...one, is_read: true } : one));
			return isThere;
		},
		recover(creatureId, attempt) {
			const one = gone.find(({ chatling }) => chatling.id === creatureId);
			if (!one || one.attempts !== attempt) return undefined;
			const cost = RECOVERY_COST[one.difficulty];
			if (coins < cost) return "payment";
			coins -= cost;
			const random = seededRandom(JSON.stringify([seed, "recovery", userId, creatureId, attempt]));
			const { isWon, difficulty } = tryRecovery(one.difficulty, random);
			gone = gone.filter((other) => other !== one);
			if (isWon) {
				chatlings = [...chatlings, { ...one.chatling, mood: "neutral", unhappyCount: 0 }];
				return { creature_id: creatureId, is_won: true, coins };
			}
			const harder = { ...one, difficulty, attempts: attempt + 1 };
			gone = [...gone, harder];
			return { creature_id: creatureId, is_won: false, coins, runaway: goneWire(harder) };
		},
		alter(creatureId, part) {
			change(creatureId, part);
			return chatlings.some(({ id }) => id === creatureId);
		},
		chooseTeam(ids) {
			for (const { id } of chatlings) change(id, { isInTeam: ids.includes(id) });
		},
	};
}
