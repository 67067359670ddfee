import { fill } from "../../wording/grammar.js";
import { pick, type Random } from "../../wording/random.js";
import type { Opinion } from "../core/outcome.js";
import type { Category, Personality } from "../core/society.js";
import { markOf } from "./marks.js";
import { REASONS } from "./reasons.js";
import type { Act } from "./voice.js";
import { VOICES } from "./voices.js";

/** How often an act is given a reason. */
export const REASON_SHARE: Readonly<Record<Act, number>> = {
	positive: 0.7,
	neutral: 0.5,
	negative: 0.7,
	agree: 0.5,
	disagree: 0.6,
	undecided: 0.4,
	// Without one it would be a request, and no argument.
	insist: 1,
	agreement: 0,
	conflict: 0,
	mixed: 0,
	shooting_star: 0,
	old_song: 0,
	lost_coin: 0,
};

/** The title where it was named before; in words that want a verb in the singular, as a title does. */
const PRONOUNS = ["this", "all this"] as const;
const PRONOUN_SHARE = 0.5;

/** How somebody is addressed by name. */
export const NAMED = ", {name}";

/** How somebody is addressed: not in every line, or it would sound like a roll-call. */
const ADDRESSES = [NAMED, NAMED, ""] as const;

/** Attempts at words that were not said lately; beyond them a phrase comes again, in another line. */
const ATTEMPTS = 6;

export interface Composed {
	/** The line, with `{title}` and `{name}` yet to be filled in. */
	readonly line: string;
	/** The phrase that it is built around. */
	readonly phrase: string;
	/** Why the speaker thinks so and how it says that, where it does. */
	readonly asides: readonly string[];
}

export interface Wanted {
	readonly act: Act;
	readonly personality: Personality;
	readonly opinion: Opinion;
	readonly category: Category;
	/** Nobody has named the topic yet. */
	readonly isOpening: boolean;
}

/** A line in character, of a phrase and in words that are not among the marks where there are any left. */
export function compose(wanted: Wanted, said: ReadonlySet<string>, random: Random): Composed {
	const voice = VOICES[wanted.personality];
	const reasons = REASONS[wanted.category][wanted.opinion];
	const fresh = (texts: readonly string[]): string =>
		attempt(
			() => pick(random, texts)!,
			(text) => !said.has(markOf(text)),
		);
	return attempt(
		(): Composed => {
			const phrase = fresh(voice[wanted.act]);
			const isReasoned = random() < REASON_SHARE[wanted.act];
			const asides = isReasoned ? [fresh(voice.because), fresh(reasons)] : [];
			return { line: worded({ ...wanted, phrase, asides }, random), phrase, asides };
		},
		({ line }) => !said.has(markOf(line)),
	);
}

function attempt<T>(draw: () => T, isFresh: (drawn: T) => boolean): T {
	let drawn = draw();
	for (let count = 1; count < ATTEMPTS && !isFresh(drawn); count += 1) drawn = draw();
	return drawn;
}

function worded(
	{ personality, isOpening, phrase, asides: [because, reason] }: Wanted & Omit<Composed, "line">,
	random: Random,
): string {
	const voice = VOICES[personality];
	const textOf = (name: string): string => {
		if (name === "topic") {
			return isOpening || random() >= PRONOUN_SHARE ? "“{title}”" : pick(random, PRONOUNS)!;
		}
		if (name === "to") return pick(random, ADDRESSES)!;
		if (name === "reason") return reason!;
		return fill(pick(random, voice[name]!)!, textOf);
	};
	const line = fill(phrase, textOf);
	return because === undefined ? line : `${line} ${fill(because, textOf)}`;
}
