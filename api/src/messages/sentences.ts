const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of a text, each with the blanks after it: put together again they are the text. */
export function sentencesOf(text: string): readonly string[] {
	return [...SENTENCES.segment(text)].map(({ segment }) => segment);
}

/** The first `count` sentences of a text, or all of one that has fewer. */
export function firstSentences(text: string, count: number): string {
	return sentencesOf(text).slice(0, count).join("").trimEnd();
}
