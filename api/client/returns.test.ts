import { describe, expect, it } from "vitest";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { createReturns, noLongerLeadsOn } from "./returns.js";
import { createStatusBoard } from "./status.js";

function setUp() {
	const clock = createManualClock();
	const seen: string[] = [];
	const board = createStatusBoard(clock, () => seen.push(board.status()));
	let resumes = 0;
	let isKnown = false;
	const returns = createReturns({
		clock,
		board,
		isKnown: () => isKnown,
		resumed: () => (resumes += 1),
	});
	const begin = (): void => {
		isKnown = true;
		returns.opened();
	};
	return { clock, board, seen, returns, begin, resumes: () => resumes };
}

describe("createReturns", () => {
	it("[SS14] is connecting through cuts until there is state, then behind", () => {
		const { returns, begin, seen } = setUp();
		returns.cut("away");
		begin();
		returns.cut("away");
		expect(seen).toEqual(["connecting", "live", "behind"]);
	});

	it.each(["news", "quiet"])("[SS14] has resumed with %s after its return, once", (proof) => {
		const { clock, returns, begin, board, resumes } = setUp();
		begin();
		returns.cut("away");
		returns.opened();
		expect(board.status()).toBe("behind");
		if (proof === "news") returns.ledOn();
		else clock.advance(300);
		returns.ledOn();
		expect(board.status()).toBe("resumed");
		expect(resumes()).toBe(1);
	});

	it("[SS6] says reset, and why, where what was known was replaced on the way", () => {
		const { clock, returns, begin, board, resumes } = setUp();
		begin();
		returns.cut("away");
		returns.opened();
		returns.distrust(noLongerLeadsOn("epoch"));
		returns.replaced();
		clock.advance(1_000);
		expect([board.status(), board.reason(), resumes()]).toEqual([
			"reset",
			"the server's history no longer leads on (epoch)",
			0,
		]);
	});

	it("[SS6] says reset with the next connection where the last one ended in distrust", () => {
		const { returns, begin, board } = setUp();
		begin();
		returns.distrust("it did not fit");
		returns.cut("it did not fit");
		returns.opened();
		expect([board.status(), board.reason()]).toEqual(["reset", "it did not fit"]);
	});
});
