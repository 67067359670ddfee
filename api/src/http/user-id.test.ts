import { describe, expect, it } from "vitest";
import { isUserId } from "./user-id.js";

describe("a user's id", () => {
	it.each(["a", "*", ">", "a.b", "user:x:y", "~", "Åsa 🦊", " ", "x".repeat(128)])(
		"[XC3] may be %j",
		(text) => {
			expect(isUserId(text)).toBe(true);
		},
	);

	it.each(["", "x".repeat(129), "a\u0000b", "a\nb", "\u009f", "\ud800", "a\udc00b"])(
		"[XC3] cannot be %j",
		(text) => {
			expect(isUserId(text)).toBe(false);
		},
	);
});
