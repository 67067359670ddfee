import { describe, expect, it } from "vitest";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { createStatusBoard } from "./status.js";

function board() {
	const clock = createManualClock();
	const seen: string[] = [];
	const made = createStatusBoard(clock, () => seen.push(made.status()));
	return { clock, seen, made };
}

describe("createStatusBoard", () => {
	it("[SS14] starts connecting and tells each change once", () => {
		const { seen, made } = board();
		expect(made.status()).toBe("connecting");
		made.set("live");
		made.set("live");
		made.set("behind", "cut");
		expect(seen).toEqual(["live", "behind"]);
		expect(made.reason()).toBe("cut");
	});

	it("[SS14] tells a changed reason of the same status", () => {
		const { seen, made } = board();
		made.set("behind", "one");
		made.set("behind", "another");
		expect(seen).toEqual(["behind", "behind"]);
	});

	it("[SS14] lets a notice turn into live, without its reason", () => {
		const { clock, seen, made } = board();
		made.notice("resumed", "nothing was lost");
		clock.advance(3_999);
		expect(made.status()).toBe("resumed");
		clock.advance(1);
		expect(seen).toEqual(["resumed", "live"]);
		expect(made.reason()).toBeUndefined();
	});

	it("[SS14] does not turn what came after a notice into live", () => {
		const { clock, made } = board();
		made.notice("reset", "why");
		made.set("behind", "cut");
		clock.advance(60_000);
		expect(made.status()).toBe("behind");
	});
});
