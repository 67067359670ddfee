import { describe, expect, it } from "vitest";
import { sqlState, troubleOf } from "./database-error.js";

/** As a call fails through Drizzle. */
const through = (cause: Error): Error => new Error("Failed query: select 1", { cause });
const ofSystem = (code: string): Error =>
	through(Object.assign(new Error(`write ${code}`), { errno: -1, code }));
const ofServer = (code: string): Error => through(Object.assign(new Error("no"), { code }));

describe("what went wrong with a call", () => {
	it.each(["EPIPE", "ECONNRESET", "ECONNREFUSED", "ETIMEDOUT", "EBADF", "E2BIG"])(
		"[DB10] is that the connection is gone where the system says %s, which is no state of SQL",
		(code) => {
			expect(sqlState(ofSystem(code))).toBeUndefined();
			expect(troubleOf(ofSystem(code))).toBe("gone");
		},
	);

	it.each(["57P01", "08006", "53200", "58030", "25006"])("[DB10] is that the server is gone: %s", (code) => {
		expect(troubleOf(ofServer(code))).toBe("gone");
	});

	it.each(["57014", "55P03", "53300"])("[DB13] is that it is too busy for this call: %s", (code) => {
		expect(troubleOf(ofServer(code))).toBe("busy");
	});

	it.each(["23505", "40001", "42P01", "HV00A"])("is the query's own: %s", (code) => {
		expect(sqlState(ofServer(code))).toBe(code);
		expect(troubleOf(ofServer(code))).toBeUndefined();
	});
});
