import { describe, expect, it } from "vitest";
import { OwnChanges } from "./own-changes.js";

function live(): OwnChanges {
	const own = new OwnChanges();
	own.caughtUp();
	return own;
}

describe("what a player's own actions change of the shared world", () => {
	it("[XC23] is told with the rest of the action, once", () => {
		const own = live();
		expect(own.isWhole("a")).toBe(true);
		expect(own.isLeft("a")).toBe(false);
	});

	it("[XC23] is told by itself where the shared topic is first, and then not again", () => {
		const own = live();
		expect(own.isLeft("a")).toBe(true);
		expect(own.isWhole("a")).toBe(false);
		expect(own.isWhole("b")).toBe(true);
	});

	it("[XC23] is told from the shared topic while that is behind", () => {
		const own = new OwnChanges();
		expect(own.isWhole("a")).toBe(false);
		own.othersChanged();
		expect(own.isLeft("a")).toBe(true);
		own.caughtUp();
		expect(own.isWhole("b")).toBe(true);
	});

	it("[XC23] is told again in its order where what others changed before it comes after it", () => {
		const own = live();
		expect(own.isWhole("a")).toBe(true);
		own.othersChanged();
		expect(own.isLeft("a")).toBe(true);
	});

	it("[XC22] is not kept without end where one of the topics never comes to it", () => {
		const own = live();
		for (let n = 0; n < 100; n++) own.isLeft(`first ${n}`);
		expect(own.isWhole("first 99")).toBe(false);
		expect(own.isWhole("first 0")).toBe(true);
	});
});
