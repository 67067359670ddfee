import { describe, expect, it } from "vitest";
import { secondsText } from "./queues.js";

describe("secondsText", () => {
	it.each([
		[0.0079, "8 ms"],
		[0.9994, "999 ms"],
		[1.04, "1.0 s"],
		[9.96, "10.0 s"],
		[61, "61 s"],
	])("[PG28] tells %d seconds as %s", (seconds, text) => expect(secondsText(seconds)).toBe(text));
});
