/** Words over somebody's head. */
export interface Speech {
	/** Of the member who speaks. */
	readonly id: string;
	readonly text: string;
	/** When it was said, by the page's clock, milliseconds. */
	readonly at: number;
}

/** Reading takes about this long: a moment to notice, then so much for each character, within bounds. */
const NOTICE_MS = 2_000;
const CHARACTER_MS = 55;
const LONGEST_MS = 9_000;
const FADE_IN_MS = 150;
const FADE_OUT_MS = 450;

/** How long a speech is shown, milliseconds. */
export function shownMs({ text }: Speech): number {
	return Math.min(LONGEST_MS, NOTICE_MS + CHARACTER_MS * text.length);
}

export function isOver(speech: Speech, now: number): boolean {
	return now - speech.at >= shownMs(speech);
}

/** How much of a speech is seen, from 0 to 1. A frame's time is that of its beginning: what came since is younger than nothing. */
export function presenceOf(speech: Speech, now: number, still = false): number {
	const age = Math.max(0, now - speech.at);
	const left = shownMs(speech) - age;
	if (left <= 0) return 0;
	return still ? 1 : Math.min(1, (age + 1) / FADE_IN_MS, left / FADE_OUT_MS);
}
