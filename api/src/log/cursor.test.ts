import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCursor, parseCursor } from "./cursor.js";

describe("cursor", () => {
	it("[LG16] comes back from its wire form", () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), fc.maxSafeNat(), (epoch, offset) => {
				expect(parseCursor(formatCursor({ epoch, offset }))).toEqual({ epoch, offset });
			}),
		);
	});

	it.each([
		"",
		":",
		"e",
		"e:",
		":1",
		"e:-1",
		"e:01",
		"e:1.5",
		"e:1 ",
		"e e:1",
		"e:9007199254740992",
		"é:1",
		"e:1:2",
	])("[LG17] is not named by %j", (text) => expect(parseCursor(text)).toBeUndefined());
});
