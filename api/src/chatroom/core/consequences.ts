import { pick, type Random } from "../../wording/random.js";
import { changesOf } from "./moods.js";
import type { Climate, Conversation, Opinion, Participant, RareEvent } from "./outcome.js";
import { AGREEMENT_SHARE, FRIENDSHIP_STEP, MOST_FRIENDSHIP, RARE_EVENT_SHARE } from "./rates.js";
import { type Friendships, pairKey } from "./society.js";

/** What was said about what, and how the participants stood before it. */
export interface Said extends Pick<Conversation, "topic" | "participants" | "turns"> {
	readonly friendships: Friendships;
	readonly random: Random;
}

/** What comes of talk, wherever it was: its climate, moods, friendships, and what happened on the way. */
export function comeOf({ topic, participants, turns, friendships, random }: Said): Conversation {
	const climate = climateOf(participants.map(({ opinion }) => opinion));
	const rareEvent = drawRareEvent(random);
	return {
		topic,
		participants,
		turns,
		climate,
		changes: changesOf(participants, climate, random),
		friendships: movedFriendships(participants, friendships),
		...(rareEvent && { rareEvent }),
	};
}

/** Of opinions that are one: what nearly all think, or that some are against others. */
export function climateOf(opinions: readonly Opinion[]): Climate {
	const positive = opinions.filter((opinion) => opinion === "positive").length;
	const negative = opinions.filter((opinion) => opinion === "negative").length;
	const held = positive + negative;
	if (held === 0) return "mixed";
	if (Math.max(positive, negative) / held < AGREEMENT_SHARE) return "conflict";
	return held > opinions.length / 2 ? "agreement" : "mixed";
}

/** Those who think alike come closer, those who are against each other part. */
function movedFriendships(
	participants: readonly Participant[],
	before: Friendships,
): ReadonlyMap<string, number> {
	const moved = new Map<string, number>();
	for (const [at, { chatling: one, opinion }] of participants.entries()) {
		for (const { chatling: other, opinion: others } of participants.slice(at + 1)) {
			const key = pairKey(one.id, other.id);
			const was = before.get(key) ?? 0;
			const step = opinion === others ? FRIENDSHIP_STEP : opposed(opinion, others) ? -FRIENDSHIP_STEP : 0;
			const next = Math.max(-MOST_FRIENDSHIP, Math.min(MOST_FRIENDSHIP, was + step));
			if (next !== was) moved.set(key, next);
		}
	}
	return moved;
}

function opposed(one: Opinion, other: Opinion): boolean {
	return one !== other && one !== "neutral" && other !== "neutral";
}

const RARE_EVENTS: readonly RareEvent[] = [
	{ kind: "shooting_star", reward: 25 },
	{ kind: "old_song", reward: 10 },
	{ kind: "lost_coin", reward: 5 },
];

function drawRareEvent(random: Random): RareEvent | undefined {
	const isRare = random() < RARE_EVENT_SHARE;
	return isRare ? pick(random, RARE_EVENTS) : undefined;
}
