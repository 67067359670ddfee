import type { Conversation } from "../core/outcome.js";
import type { Personality } from "../core/society.js";
import { TONES } from "./tones.js";

/** What is out of character in what was said, the words of others in it (a title, names) taken out before. */
export function outOfTone(own: string, personality: Personality): readonly string[] {
	const { always, never, longest = Number.POSITIVE_INFINITY } = TONES[personality];
	return [
		...always.filter((mark) => !mark.test(own)).map((mark) => `lacks ${mark}`),
		...(never.test(own) ? [`says ${never.exec(own)![0]}`] : []),
		...(own.length > longest ? [`goes on for ${own.length} characters`] : []),
	];
}

/** A line without the topic's title and the names of those who talk. */
export function ownWords(line: string, { topic, participants }: Conversation): string {
	return [topic.title, ...participants.map(({ chatling }) => chatling.name)].reduce(
		(rest, others) => rest.replaceAll(others, ""),
		line,
	);
}
