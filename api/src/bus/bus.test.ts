import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainSubject, subjectToken, userUpdatesSubject } from "./bus.js";

const TOKEN = /^[A-Za-z0-9_~-]+$/;

describe("subjects", () => {
	it("[RL6] keep plain ids as they are, as other programs listen to them", () => {
		expect(userUpdatesSubject("156")).toBe("world.updates.user.156");
		expect(userUpdatesSubject("a3f2-9_Z")).toBe("world.updates.user.a3f2-9_Z");
	});

	it.each([
		["*", "~Kg"],
		[">", "~Pg"],
		["a.b", "~YS5i"],
		["", "~"],
		["~", "~fg"],
		["a b", "~YSBi"],
	])("[RL6] encode %j", (id, token) => {
		expect(subjectToken(id)).toBe(token);
	});

	it("[RL6] have one token for one id, and no other id has it", () => {
		const id = fc.string({ unit: "binary", maxLength: 130 });
		fc.assert(
			fc.property(id, id, (one, other) => {
				expect(subjectToken(one)).toMatch(TOKEN);
				if (one !== other) expect(subjectToken(one)).not.toBe(subjectToken(other));
			}),
			{ numRuns: 2_000 },
		);
	});

	it("[RL6] are made plain once: what is made for a user stays as it is, and no wildcard is left", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 130 }), (text) => {
				const made = userUpdatesSubject(text);
				expect(plainSubject(made)).toBe(made);
				const plain = plainSubject(text);
				expect(plainSubject(plain)).toBe(plain);
				expect(plain).toMatch(/^[A-Za-z0-9_~-]+(\.[A-Za-z0-9_~-]+)*$/);
			}),
			{ numRuns: 2_000 },
		);
	});
});
