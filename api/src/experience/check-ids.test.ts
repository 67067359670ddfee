import { describe, expect, it } from "vitest";
import { checkIds } from "./check-ids.js";

describe("ids", () => {
	it.each([
		"*",
		">",
		"a.b",
		"世界",
		"🐟",
		" ",
		"'; drop table players; --",
		"..",
		"__proto__",
		"x".repeat(128),
	])("[XS17] %j is one, of a user and of an action", (id) => {
		expect(() => checkIds(id, id)).not.toThrow();
	});

	it.each(["", "x".repeat(129), "a\u0000b", "\n", "\u007f", "\ud800", "\udc00\ud800"])(
		"[XS17] %j is none",
		(id) => {
			expect(() => checkIds(id)).toThrow(expect.objectContaining({ code: "invalid" }));
			expect(() => checkIds("ana", id)).toThrow(expect.objectContaining({ code: "invalid" }));
		},
	);

	it("[XS17] are refused with each that is wrong", () => {
		const refusal = (() => {
			try {
				checkIds("", "\n");
			} catch (error) {
				return error;
			}
			return undefined;
		})();
		expect(refusal).toMatchObject({ options: { errors: [{ path: "user_id" }, { path: "id" }] } });
	});
});
