/** Finds a text as words of their own, however their letters are cased. */
function wordsOf(text: string, flags: string): RegExp {
	const escaped = text.replace(
		/[^\p{L}\p{M}\p{N} ]/gu,
		(sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
	);
	return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, flags);
}

export function hasWords(line: string, text: string): boolean {
	return text !== "" && wordsOf(text, "iu").test(line);
}

/** A line without what is others' in it, the longest first: no part of one is taken out in its stead. */
export function without(line: string, texts: readonly string[]): string {
	return [...texts]
		.filter((text) => text !== "")
		.sort((one, other) => other.length - one.length)
		.reduce((rest, text) => rest.replace(wordsOf(text, "giu"), ""), line);
}

/**
 * A line with something that was told as what it stands for, in curly quotes: where it is quoted, or also where it is
 * not. Undefined where it is not there.
 */
export function unquoted(
	line: string,
	told: string,
	{ as, isBareToo }: { readonly as: string; readonly isBareToo: boolean },
): string | undefined {
	const quoted = new RegExp(`["“'‘]${wordsOf(told, "iu").source}["”'’]`, "iu");
	const found = [quoted, ...(isBareToo ? [wordsOf(told, "iu")] : [])].find((pattern) => pattern.test(line));
	return found && line.replace(found, () => `“${as}”`);
}
