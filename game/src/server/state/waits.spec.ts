import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Waits } from "./waits";

const CONFIG = { retryBaseSeconds: 2, retryCapSeconds: 60, retryAfterCapSeconds: 300 };
const NOW = 1_000;

/** Waits that always last as long as they may. */
const longest = () => new Waits(CONFIG, { unit: () => 1 });

export = (t: Suite) => {
	t.it("is not paused at first", () => {
		expect(longest().isPaused(NOW)).toBe(false);
	});

	t.it("pauses twice as long each time in a row, and anew once things are settled", () => {
		const waits = longest();
		for (const seconds of [2, 4, 8]) {
			waits.pause(NOW);
			expect(waits.isPaused(NOW + seconds - 0.1)).toBe(true);
			expect(waits.isPaused(NOW + seconds)).toBe(false);
		}
		waits.settle();
		waits.pause(NOW);
		expect(waits.isPaused(NOW + 2)).toBe(false);
	});

	t.it("tries again later the more often it failed, and not before the backend asked for", () => {
		const waits = longest();
		expect(waits.retryAt(NOW, 1)).toBe(NOW + 2);
		expect(waits.retryAt(NOW, 3)).toBe(NOW + 8);
		expect(waits.retryAt(NOW, 30)).toBe(NOW + 60);
		expect(waits.retryAt(NOW, 1, 100)).toBe(NOW + 100);
	});

	t.it("looks again after the longest wait where somebody has to act", () => {
		expect(longest().lookAgainAt(NOW)).toBe(NOW + 60);
	});

	t.it("ends its pause at shutdown, and waits only shortly from then on", () => {
		const waits = longest();
		for (const _ of $range(1, 5)) waits.pause(NOW);
		waits.close(NOW);
		expect(waits.isPaused(NOW)).toBe(false);
		expect(waits.retryAt(NOW, 30, 100)).toBe(NOW + 2);
		expect(waits.lookAgainAt(NOW)).toBe(NOW + 2);
		waits.pause(NOW);
		expect(waits.isPaused(NOW + 2)).toBe(false);
	});
};
