import { hashOf } from "../../wording/random.js";
import type { Conversation, Turn } from "../core/outcome.js";
import type { Act } from "./voice.js";

/** So short a conversation is closed by one line, for the others are needed to answer; a longer one by two. */
const SHORT_TURNS = 4;

/**
 * What the line of each turn does. Whoever speaks first states its opinion, whoever speaks last of all takes its leave;
 * one line in between speaks of the rare event, where there is one.
 */
export function actsOf(conversation: Conversation): readonly Act[] {
	const { turns, rareEvent } = conversation;
	const acts = turns.map((_turn, index) => usualAct(conversation, index));
	const rare = rareEvent && rareTurn(turns, acts);
	return rare === undefined ? acts : acts.with(rare, rareEvent!.kind);
}

function usualAct({ turns, climate }: Conversation, index: number): Act {
	const turn = turns[index]!;
	const closing = turns.length - (turns.length > SHORT_TURNS ? 2 : 1);
	const isOf = ({ speaker }: Turn): boolean => speaker === turn.speaker;
	if (turn.answers === undefined || turns.findIndex(isOf) === index) return turn.opinion;
	if (index >= closing && turns.findLastIndex(isOf) === index) return climate;
	return reaction(turn, turns[turn.answers]!);
}

function reaction({ opinion }: Turn, answered: Turn): Act {
	if (opinion === "neutral") return "undecided";
	if (answered.opinion === "neutral") return "insist";
	return opinion === answered.opinion ? "agree" : "disagree";
}

const REACTIONS: readonly Act[] = ["agree", "disagree", "undecided", "insist"];

/**
 * Which turn speaks of what rarely happens: one that only reacts, else any but the first. By the plan of the
 * conversation alone, which is a seed's, so that whoever asks comes to the same.
 */
function rareTurn(turns: readonly Turn[], acts: readonly Act[]): number | undefined {
	const later = acts.flatMap((_act, index) => (index === 0 ? [] : [index]));
	const reacting = later.filter((index) => REACTIONS.includes(acts[index]!));
	const among = reacting.length > 0 ? reacting : later;
	return among[(hashOf(JSON.stringify(turns)) >>> 8) % among.length];
}
