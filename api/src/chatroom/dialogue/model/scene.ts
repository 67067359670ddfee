import type { Conversation, Turn } from "../../core/outcome.js";
import type { Chatling } from "../../core/society.js";
import { actsOf } from "../act.js";
import { type Brief, sentName, sentTitle } from "./line-prompt.js";

/** A conversation that is being written: what of it is the same for all of its lines. */
export interface Scene {
	readonly turns: readonly Turn[];
	readonly title: {
		readonly shown: string;
		/** As a model is told it: never empty. */
		readonly told: string;
	};
	/** Of all who talk, as a model is told them; empty where there is nothing to tell. */
	readonly names: readonly string[];
	readonly speakerOf: (turn: Turn) => Chatling;
	/** What a model is to be told of a turn, by the lines before it. */
	readonly brief: (index: number, lines: readonly string[]) => Brief;
}

export function createScene(conversation: Conversation): Scene {
	const { topic, turns, participants } = conversation;
	const chatlings = new Map(participants.map(({ chatling }) => [chatling.id, chatling]));
	const acts = actsOf(conversation);
	const speakerOf = ({ speaker }: Turn): Chatling => chatlings.get(speaker)!;
	// A title of signs alone cannot be told.
	const told = sentTitle(topic.title) || topic.category;
	return {
		turns,
		title: { shown: topic.title, told },
		names: participants.map(({ chatling: { name } }) => sentName(name)),
		speakerOf,
		brief(index, lines) {
			const turn = turns[index]!;
			const { answers } = turn;
			return {
				personality: speakerOf(turn).personality,
				opinion: turn.opinion,
				act: acts[index]!,
				title: told,
				isOpening: index === 0,
				...(answers !== undefined && {
					answered: { name: speakerOf(turns[answers]!).name, line: lines[answers]! },
				}),
				...(answers !== undefined && answers < index - 1 && { last: lines[index - 1]! }),
			};
		},
	};
}
