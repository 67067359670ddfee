import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { httpUrl, integer, list, origins, proxies } from "./setting-types.js";

describe("whole numbers", () => {
	it("[ED2] are those of their range, ends included, and no other text", () => {
		const range = integer(5, 500);
		fc.assert(
			fc.property(fc.integer({ min: -1000, max: 1000 }), (value) => {
				const parsed = range.safeParse(String(value));
				expect(parsed.success).toBe(value >= 5 && value <= 500);
				if (parsed.success) expect(parsed.data).toBe(value);
			}),
		);
		for (const text of ["", " ", "7.0", "+7", "1e2", "0x10", "７", "NaN", "Infinity", "9".repeat(40)]) {
			expect(range.safeParse(text).success, text).toBe(false);
		}
	});

	it("[ED2] say their range once", () => {
		expect(
			integer(1, 9)
				.safeParse("many")
				.error?.issues.map(({ message }) => message),
		).toEqual(["must be a whole number from 1 to 9"]);
	});
});

describe("lists", () => {
	it("[ED1] keep their order, each value once and trimmed, and no blanks", () => {
		const word = fc.stringMatching(/^[a-z]{1,5}$/);
		fc.assert(
			fc.property(fc.array(word), fc.constantFrom(",", " , ", ",,"), (words, separator) => {
				expect(list.parse(words.join(separator))).toEqual([...new Set(words)]);
			}),
		);
	});
});

describe("addresses of the web", () => {
	it.each(["http://127.0.0.1:8080/jwks", "https://issuer.example/a?b=c"])("[ED2] take %s", (text) => {
		expect(httpUrl.parse(text)).toBe(text);
	});
	it.each(["", "issuer.example", "file:///etc/passwd", "javascript:alert(1)"])("[ED2] refuse %j", (text) => {
		expect(httpUrl.safeParse(text).success).toBe(false);
	});
});

describe("origins", () => {
	it.each(["https://a.example", "http://localhost:5173", "https://a.example:8443,http://b.example"])(
		"[ED2] take %s",
		(text) => {
			expect(origins.parse(text)).toEqual(text.split(","));
		},
	);
	it.each([
		"*",
		"https://*.example",
		"a.example",
		"https://a.example/",
		"https://A.example",
		"https://a.example:443",
		"null",
	])("[ED2] refuse %s, which no browser sends", (text) => {
		expect(origins.safeParse(text).success).toBe(false);
	});
});

describe("proxies", () => {
	it.each([
		["0", 0],
		["9", 9],
		["loopback", ["loopback"]],
		["10.0.0.0/8,192.168.1.7", ["10.0.0.0/8", "192.168.1.7"]],
		["fd00::/8", ["fd00::/8"]],
	])("[ED2] take %s", (text, expected) => {
		expect(proxies.parse(text)).toEqual(expected);
	});
	it.each([
		"true",
		"all",
		"10",
		"-1",
		"proxy.example",
		"*",
		"10.0.0.0/33",
		"fd00::/129",
		"10.0.0.0/8/8",
		"10.0.0.0/",
	])("[ED2] refuse %s", (text) => {
		expect(proxies.safeParse(text).success).toBe(false);
	});
});
