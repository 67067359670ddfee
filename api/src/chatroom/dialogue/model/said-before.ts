import { markOf, readMarks } from "../marks.js";
import type { Scene } from "./scene.js";
import { without } from "./words-of-others.js";

/** Fewer letters than this may stand in what a model was told by chance. */
const LEAST_ECHO = 8;

/** What was said lately, and in the conversation that is being written. */
export interface SaidBefore {
	/** Whether a line says again what was said, or what the model was told. */
	readonly has: (line: string, told: string) => boolean;
	/** Takes a line that is said now; gives its two marks: of the line, and of its own words without names and title. */
	readonly add: (line: string) => string;
}

/** With the lines that the script has for the conversation: whichever of them are said, none is said twice. */
export function createSaidBefore(
	{ title, names }: Scene,
	{ used, scripted }: { readonly used: readonly string[]; readonly scripted: readonly string[] },
): SaidBefore {
	const marks = readMarks(used);
	const wordsOf = (text: string): string =>
		without(text, [title.shown, title.told, ...names])
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, " ")
			.trim();
	const marksOf = (line: string): readonly string[] => [markOf(line), markOf(wordsOf(line))];
	const add = (line: string): string => {
		const own = marksOf(line);
		for (const mark of own) marks.add(mark);
		return own.join("");
	};
	for (const line of scripted) add(line);
	return {
		has(line, told) {
			const words = wordsOf(line);
			const isEcho = words.length >= LEAST_ECHO && wordsOf(told).includes(words);
			return isEcho || marksOf(line).some((mark) => marks.has(mark));
		},
		add,
	};
}
