import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { inTurns } from "./in-turns.js";

/** Keeps the event loop busy. */
function work(milliseconds: number): void {
	const end = performance.now() + milliseconds;
	while (performance.now() < end);
}

describe("what is done in turns", () => {
	it("[DR45] visits all that were there, in order, and lets others have their turn between", async () => {
		const all = new Set(Array.from({ length: 200 }, (_, index) => index));
		const visited: number[] = [];
		let turns = 0;
		let isDone = false;
		const visiting = inTurns(all, (one) => {
			work(0.2);
			visited.push(one);
			if (one === 0) all.add(1000);
			if (one === 1) all.delete(199);
		}).then(() => (isDone = true));
		for (; !isDone; turns += 1) await nextTurn();
		await visiting;
		expect(visited).toEqual(Array.from({ length: 200 }, (_, index) => index));
		// Eighty visits are the first turn, three use up each further one.
		expect(turns).toBeGreaterThan(20);
	});

	it("[DR45] are done at once where they are few", () => {
		const visited: string[] = [];
		void inTurns(["a", "b"], (one) => visited.push(one));
		expect(visited).toEqual(["a", "b"]);
	});
});
