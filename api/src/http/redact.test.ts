import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REDACTED, createRedactor } from "./redact.js";

const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

describe("taking secrets out of text", () => {
	it("[ED21] takes out each secret, wherever it stands and however often", () => {
		const redact = createRedactor(["first-secret", "second-secret"]);
		expect(redact("a first-secret, a second-secret, a first-secret")).toBe(
			`a ${REDACTED}, a ${REDACTED}, a ${REDACTED}`,
		);
	});

	it("[ED21] takes out whatever looks like a token, also unsigned", () => {
		const redact = createRedactor([]);
		expect(redact(`Bearer ${TOKEN} and ?t=${TOKEN}&x`)).toBe(`Bearer ${REDACTED} and ?t=${REDACTED}&x`);
		expect(redact("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.")).toBe(REDACTED);
	});

	it("[ED21] leaves no end of a secret that begins with another", () => {
		expect(createRedactor(["long-secret", "long-secret-more"])("long-secret-more")).toBe(REDACTED);
	});

	it("[ED21] leaves alone what is too short to be a secret", () => {
		expect(createRedactor(["level"])('{"level":30}')).toBe('{"level":30}');
	});

	it("[ED21] finds secrets inside JSON too, and leaves it JSON", () => {
		const secrets = fc
			.string({ minLength: 8, maxLength: 40, unit: "binary" })
			.filter((s) => /[^\s]{4}/.test(s));
		fc.assert(
			fc.property(secrets, fc.string(), (secret, around) => {
				const line = createRedactor([secret])(JSON.stringify({ msg: `${around}${secret}${around}` }));
				const parsed = JSON.parse(line) as { msg: string };
				expect(parsed.msg).toContain(REDACTED);
			}),
		);
	});
});
