import { plainText } from "../../messages/minds/clean-line.js";
import { fill } from "../../wording/grammar.js";
import type { Random } from "../../wording/random.js";
import type { Conversation } from "../core/outcome.js";
import { actsOf } from "./act.js";
import { compose, NAMED } from "./compose.js";
import { markOf, readMarks } from "./marks.js";

export interface Writing {
	/** Of this user in this run alone. */
	readonly random: Random;
	/** `used` of the user's last conversations, as `remember` keeps them. */
	readonly used: readonly string[];
}

export interface Written {
	/** One of each turn. */
	readonly lines: readonly string[];
	/** What the user's next conversations are not to say again: six characters a line. */
	readonly used: string;
}

/**
 * What is said in a conversation, each in its own character: first an opinion of the topic, then answers, a leave at the
 * end. Title and names appear as they are, whatever is in them, and change nothing else about the lines. Nobody is
 * addressed by a name in which there is nothing to be seen, and instead of such a title its category is named.
 */
export function writeLines(conversation: Conversation, { random, used }: Writing): Written {
	const { topic, turns, participants } = conversation;
	const chatlings = new Map(participants.map(({ chatling }) => [chatling.id, chatling]));
	const acts = actsOf(conversation);
	const title = isBlank(topic.title) ? topic.category : topic.title;
	const said = readMarks(used);
	let marks = "";
	const lines = turns.map(({ speaker, opinion, answers }, index): string => {
		const { line, phrase, asides } = compose(
			{
				act: acts[index]!,
				personality: chatlings.get(speaker)!.personality,
				opinion,
				category: topic.category,
				isOpening: index === 0,
			},
			said,
			random,
		);
		// There are too few of them not to hear one again within ten conversations, but enough for one.
		for (const aside of asides) said.add(markOf(aside));
		for (const mark of [markOf(phrase), markOf(line)]) {
			said.add(mark);
			marks += mark;
		}
		const name = answers === undefined ? "" : chatlings.get(turns[answers]!.speaker)!.name;
		const addressed = isBlank(name) ? line.replaceAll(NAMED, "") : line;
		return fill(addressed, (slot) => (slot === "title" ? title : name));
	});
	return { lines, used: marks };
}

function isBlank(text: string): boolean {
	return plainText(text) === "";
}
