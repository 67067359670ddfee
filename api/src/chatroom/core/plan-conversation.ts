import { pick, type Random } from "../../wording/random.js";
import { comeOf } from "./consequences.js";
import { restedOf } from "./moods.js";
import { opinionsOf } from "./opinions.js";
import type { Outcome, Participant, Turn } from "./outcome.js";
import { LEAST_TURNS, MOST_TURNS, PARTICIPANTS } from "./rates.js";
import type { Chatling, Society, Topic } from "./society.js";

export interface Occasion {
	/** Those of the season; at least one. */
	readonly topics: readonly Topic[];
	/** Of this user in this run alone. */
	readonly random: Random;
}

/**
 * What comes of one user's chatlings talking once: nothing but what it is given decides it, so that whoever plans it
 * again comes to the same.
 */
export function planConversation({ chatlings, friendships }: Society, { topics, random }: Occasion): Outcome {
	const rested = chatlings.filter(({ isMeditating }) => isMeditating).map(restedOf);
	const present = chatlings.filter(({ isMeditating }) => !isMeditating);
	// Drawn in any case, so that whoever comes along changes as little as can be.
	const wanted = drawCount(random);
	if (present.length < 2) return { skipped: "too_few", changes: rested };

	const talking = drawSome(present, Math.min(wanted, present.length), random);
	const topic = pick(random, topics)!;
	const opinions = opinionsOf(talking, { topic, friendships, random });
	const participants = talking.map((chatling, index): Participant => ({
		chatling,
		opinion: opinions[index]!,
		turns: LEAST_TURNS + Math.floor(random() * (MOST_TURNS - LEAST_TURNS + 1)),
	}));
	const turns = drawTurns(participants, random);
	const outcome = comeOf({ topic, participants, turns, friendships, random });
	return { ...outcome, changes: [...outcome.changes, ...rested] };
}

/** How many are to talk, however many there are. */
function drawCount(random: Random): number {
	let left = random();
	for (const { count, share } of PARTICIPANTS) {
		if (left < share) return count;
		left -= share;
	}
	// What rounding leaves over.
	return PARTICIPANTS.at(-1)!.count;
}

/** So many of them, each set as likely, in the order drawn. */
function drawSome(from: readonly Chatling[], count: number, random: Random): readonly Chatling[] {
	const left = [...from];
	return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
}

/** Everybody speaks once before anybody speaks again, nobody twice in a row where others have something to say. */
function drawTurns(participants: readonly Participant[], random: Random): readonly Turn[] {
	const turns: Turn[] = [];
	let round = [...participants];
	for (let said = 0; round.length > 0; said += 1) {
		const order = shuffled(round, random);
		if (order.length > 1 && order[0]!.chatling.id === turns.at(-1)?.speaker) order.reverse();
		for (const { chatling, opinion } of order) {
			const answers = answeredBy(chatling.id, turns, random);
			turns.push({ speaker: chatling.id, opinion, ...(answers !== undefined && { answers }) });
		}
		round = round.filter((participant) => participant.turns > said + 1);
	}
	return turns;
}

/** Mostly what was said last, else something before it, never what one said oneself. */
function answeredBy(speaker: string, turns: readonly Turn[], random: Random): number | undefined {
	const others = turns.flatMap((turn, index) => (turn.speaker === speaker ? [] : [index])).slice(-3);
	return random() < 0.7 ? others.at(-1) : pick(random, others);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
	const order = [...items];
	for (let at = order.length - 1; at > 0; at -= 1) {
		const other = Math.floor(random() * (at + 1));
		[order[at], order[other]] = [order[other]!, order[at]!];
	}
	return order;
}
