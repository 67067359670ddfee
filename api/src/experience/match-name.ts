/** Words that come before a name and say nothing of it. */
const ARTICLES: ReadonlySet<string> = new Set(["the", "a", "an", "my", "that", "this", "some"]);

/** A text as names are compared: lower case, without accents, punctuation and needless blanks. */
export function foldName(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

function wordsOf(text: string): readonly string[] {
	return foldName(text)
		.split(" ")
		.filter((word) => word !== "" && !ARTICLES.has(word));
}

/** Something with a name. `kind` is a name too, one that many share: a `dream_bottle` is a bottle. */
export interface Named {
	readonly id: string;
	readonly name: string;
	readonly kind?: string;
}

/**
 * What a player means by a text: what has it for its id, else what is near and fits it loosely, else whatever fits.
 * Undefined where nothing does.
 */
export function meant<T extends Named>(text: string, near: readonly T[], all: readonly T[]): T | undefined {
	return all.find(({ id }) => id === text) ?? matchName(text, near) ?? matchName(text, all);
}

/** By its name, or by some of the words of its name or kind, whatever their case. Of several that fit the first. */
function matchName<T extends Named>(text: string, among: readonly T[]): T | undefined {
	const words = wordsOf(text);
	if (words.length === 0) return undefined;
	const wanted = words.join(" ");
	return (
		among.find(({ name }) => wordsOf(name).join(" ") === wanted) ??
		among.find(({ name, kind = "" }) => {
			const has = new Set([...wordsOf(name), ...wordsOf(kind)]);
			return words.every((word) => has.has(word));
		})
	);
}
