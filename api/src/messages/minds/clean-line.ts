/** Longer lines do not fit a bubble over a head, and nobody talks like that. */
export const MAX_LINE_CHARACTERS = 200;

/** Control and format characters, which could hide or turn around text; white space is another matter. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** Text as one line of plain characters: white space collapsed, nothing unseen in it. */
export function plainText(text: string): string {
	return text.replace(/\s+/gu, " ").replace(UNSEEN, "").replace(/ {2,}/g, " ").trim();
}

/**
 * A line fit to be shown: plain, and at most `max` UTF-16 units long, cut after a sentence where there is one, else
 * after a word. What looks like the place itself speaking (`[SYSTEM]`) is taken off.
 */
export function cleanLine(text: string, max = MAX_LINE_CHARACTERS): string {
	let line = plainText(text);
	while (/^\[system\]/i.test(line)) line = line.slice("[SYSTEM]".length).trimStart();
	return shortened(line, max);
}

/** At most `max` long; a cut never goes through a character, nor through a word where it can be helped. */
export function shortened(line: string, max: number): string {
	if (line.length <= max) return line;
	const room = line.slice(0, max);
	const sentence = /^.*[.!?…]["')\]]?(?= )/u.exec(`${room} `)?.[0];
	if (sentence !== undefined && sentence.length >= max / 3) return sentence;
	const whole = line.slice(0, max - 1);
	const blank = line.slice(0, max).lastIndexOf(" ");
	const cut = blank > 0 ? whole.slice(0, blank) : whole.replace(/[\uD800-\uDBFF]$/u, "");
	return `${cut.replace(/[\s,;:.-]+$/u, "")}…`;
}
