import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expiryOf, readsEverything } from "./caller.js";

describe("who reads everything", () => {
	it("[ED32] is a game server, and in development anybody", () => {
		expect(readsEverything({ kind: "game_server" })).toBe(true);
		expect(readsEverything({ kind: "anybody" })).toBe(true);
	});

	it("[ED32] is nobody who was not asked who they are", () => {
		expect(readsEverything(undefined)).toBe(false);
	});

	it("[ED32] is a user by the roles observer and admin, and by no other", () => {
		const roles = fc.array(fc.oneof(fc.string(), fc.constantFrom("observer", "admin", "Admin", "observers")));
		fc.assert(
			fc.property(roles, (given) => {
				const expected = given.includes("observer") || given.includes("admin");
				expect(readsEverything({ kind: "user", userId: "ana", roles: given, expiresAt: 0 })).toBe(expected);
			}),
		);
	});
});

describe("how long a caller may stay", () => {
	it("[DR40] is as long as a user's token lasts, and for others without an end", () => {
		expect(expiryOf({ kind: "user", userId: "ana", roles: [], expiresAt: 1234 })).toBe(1234);
		for (const kind of ["game_server", "anybody"] as const) expect(expiryOf({ kind })).toBeUndefined();
		expect(expiryOf(undefined)).toBeUndefined();
	});
});
