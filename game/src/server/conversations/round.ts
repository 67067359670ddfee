import type { AnswerPriorityWire } from "../../shared/wire";
import type { Asked } from "./floor-port";
import type { Reply } from "./mind-port";

/** Somebody who was asked, and what came of it so far. */
export interface Turn {
	readonly asked: Asked;
	/** Absent while it is awaited. */
	reply?: Reply;
	/** Place in the order in which replies came. */
	arrival: number;
}

/** Everybody who was asked about one thing. A turn leaves it once it was heard, was empty or was given up. */
export interface Round {
	turns: Turn[];
	/** Seconds at which the first of those at hand is heard, though others are still awaited. */
	readonly closesAt: number;
	spoken: number;
}

/** Replies of a lower rank are heard first. */
const RANK: Readonly<Record<AnswerPriorityWire, number>> = { immediate: 0, high: 1, normal: 2, low: 3 };

/** Below 0 where `a` is heard before `b`: by its own priority, then by whom it comes from, then as it came. */
function compareTurns(a: Turn, b: Turn): number {
	const differences = [
		RANK[a.reply!.priority] - RANK[b.reply!.priority],
		b.asked.closeness - a.asked.closeness,
		b.asked.concern - a.asked.concern,
	];
	return differences.find((difference) => difference !== 0) ?? a.arrival - b.arrival;
}

/** The turn to be heard next of those whose reply is at hand. */
export function nextTurn(round: Round): Turn | undefined {
	let first: Turn | undefined;
	for (const turn of round.turns) {
		if (turn.reply !== undefined && (first === undefined || compareTurns(turn, first) < 0)) first = turn;
	}
	return first;
}

export function isImmediate(turn: Turn): boolean {
	return turn.reply?.priority === "immediate";
}

/** Nothing of it is heard yet, as more may come. */
export function isCollecting(round: Round, now: number): boolean {
	return now < round.closesAt && round.turns.some(({ reply }) => reply === undefined);
}

/** Ids of the messages whose replies have not come. */
export function awaitedIds(turns: readonly Turn[]): string[] {
	return turns.filter(({ reply }) => reply === undefined).map(({ asked }) => asked.messageId);
}
