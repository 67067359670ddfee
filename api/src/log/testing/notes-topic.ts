import type { Fold } from "../fold.js";
import { openFoldedTopic, type FoldedTopic, type FoldedTopicOptions } from "../folded-topic.js";
import type { Log } from "../log.js";

/** A word was noted. */
export interface Noted {
	readonly type: "noted";
	readonly data: { readonly word: string };
}
export interface Notes {
	readonly words: string[];
}

const noted = (word: string): Noted => ({ type: "noted", data: { word } });

/** Words in the order of the log; a word that was not noted is regained. */
const fold: Fold<Notes, Noted> = {
	empty: () => ({ words: [] }),
	apply: ({ words }, { data }) => void words.push(data.word),
	dump: ({ words }) => JSON.stringify(words),
	load: (text) => ({ words: JSON.parse(text) as string[] }),
	regain: (ours, theirs) => ours.words.filter((word) => !theirs.words.includes(word)).map(noted),
};

/** Opens the topic of words; `opened` takes what is to be stopped. */
export async function openNotes(
	opened: FoldedTopic<Notes, Noted>[],
	log: Log,
	options: Partial<FoldedTopicOptions<Notes, Noted>> = {},
) {
	const reports: string[] = [];
	const topic = await openFoldedTopic("notes", fold, {
		log,
		report: (text) => void reports.push(text),
		...options,
	});
	opened.push(topic);
	return { ...topic, words: () => topic.state.words, reports };
}

export const note = (word: string) => () => ({ entries: [noted(word)], result: word });
/** Notes a word once, whoever did. */
export const once = (word: string) => (state: Readonly<Notes>) => ({
	entries: state.words.includes(word) ? [] : [noted(word)],
	result: state.words.includes(word),
});
