import type { Random } from "../../wording/random.js";
import { HARDER_FROM, RECOVERY } from "./rates.js";

/** How hard a runaway is to win back, easiest first. */
export const DIFFICULTIES = ["easy", "normal", "hard"] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** What came of an attempt. */
export interface Attempt {
	readonly isWon: boolean;
	/** Of the next one, where it is not won. */
	readonly difficulty: Difficulty;
}

/** How hard it is at first: the longer it was unhappy, the less it trusts. */
export function difficultyOf(unhappyCount: number): Difficulty {
	if (unhappyCount >= HARDER_FROM.hard) return "hard";
	return unhappyCount >= HARDER_FROM.normal ? "normal" : "easy";
}

/** Tries to win a runaway back. A failure makes it harder. */
export function tryRecovery(difficulty: Difficulty, random: Random): Attempt {
	if (random() < RECOVERY[difficulty]) return { isWon: true, difficulty };
	const harder = DIFFICULTIES[DIFFICULTIES.indexOf(difficulty) + 1] ?? difficulty;
	return { isWon: false, difficulty: harder };
}
