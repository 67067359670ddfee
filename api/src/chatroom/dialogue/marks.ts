import { hashOf } from "../../wording/random.js";

/** Conversations whose words a user's next ones avoid: as many as the page shows. */
export const REMEMBERED_CONVERSATIONS = 10;

/** Enough to tell 262,144 texts apart; where two are taken for one, another is said. */
const MARK_CHARACTERS = 3;

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** What stands for a text in memory: 18 bits of its FNV-1a, as three characters of base64url. */
export function markOf(text: string): string {
	const full = hashOf(text);
	const hash = full ^ (full >>> 15);
	return DIGITS[hash & 63]! + DIGITS[(hash >>> 6) & 63]! + DIGITS[(hash >>> 12) & 63]!;
}

/** What is remembered of one line, of all that is of a conversation: two marks. */
export function marksAt(used: string, line: number): string {
	const length = 2 * MARK_CHARACTERS;
	return used.slice(line * length, (line + 1) * length);
}

/** The marks that stand one after the other in what is remembered of each conversation. */
export function readMarks(used: readonly string[]): Set<string> {
	const marks = new Set<string>();
	for (const text of used) {
		for (let at = 0; at < text.length; at += MARK_CHARACTERS) marks.add(text.slice(at, at + MARK_CHARACTERS));
	}
	return marks;
}

/** What is remembered once another conversation was had. */
export function remember(used: readonly string[], latest: string): readonly string[] {
	return [...used, latest].slice(-REMEMBERED_CONVERSATIONS);
}
