import type { Conversation, Turn } from "../core/outcome.js";
import type { Act } from "./voice.js";

/** So short a conversation is closed by one line, for the others are needed to answer; a longer one by two. */
const SHORT_TURNS = 4;

/** What the line of each turn does. Whoever speaks first states its opinion, whoever speaks last of all takes its leave. */
export function actsOf({ turns, climate }: Conversation): readonly Act[] {
	const closing = turns.length - (turns.length > SHORT_TURNS ? 2 : 1);
	return turns.map((turn, index): Act => {
		const isOf = ({ speaker }: Turn): boolean => speaker === turn.speaker;
		if (turn.answers === undefined || turns.findIndex(isOf) === index) return turn.opinion;
		if (index >= closing && turns.findLastIndex(isOf) === index) return climate;
		return reaction(turn, turns[turn.answers]!);
	});
}

function reaction({ opinion }: Turn, answered: Turn): Act {
	if (opinion === "neutral") return "undecided";
	if (answered.opinion === "neutral") return "insist";
	return opinion === answered.opinion ? "agree" : "disagree";
}
