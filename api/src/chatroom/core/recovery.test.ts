import { describe, expect, it } from "vitest";
import { difficultyOf, tryRecovery } from "./recovery.js";

describe("winning a runaway back", () => {
	it("[CS9] is as hard at first as it was unhappy for long", () => {
		expect([3, 4, 5, 6, 20].map(difficultyOf)).toEqual(["easy", "normal", "normal", "hard", "hard"]);
	});

	it("[CS9] gets harder with each failure, and no harder than hard", () => {
		const unlucky = (): number => 0.999;
		expect(tryRecovery("easy", unlucky)).toEqual({ isWon: false, difficulty: "normal" });
		expect(tryRecovery("normal", unlucky)).toEqual({ isWon: false, difficulty: "hard" });
		expect(tryRecovery("hard", unlucky)).toEqual({ isWon: false, difficulty: "hard" });
		expect(tryRecovery("hard", () => 0.19)).toEqual({ isWon: true, difficulty: "hard" });
	});
});
