import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPath } from "./json-path.js";

describe("formatPath", () => {
	it("[SN3] joins keys by dots and sets indices in brackets", () => {
		expect(formatPath(["humanContext", "Kaiden", "position", "x"])).toBe("humanContext.Kaiden.position.x");
		expect(formatPath(["clusters", 0, "members", 2])).toBe("clusters[0].members[2]");
	});

	it("[SN3] quotes a key that would read as something else", () => {
		expect(formatPath(["humanContext", "Dr. Who", "x"])).toBe('humanContext["Dr. Who"].x');
		expect(formatPath(["a", "[0]"])).toBe('a["[0]"]');
		expect(formatPath(["a", ""])).toBe('a[""]');
		expect(formatPath(["a", 'say "hi"'])).toBe('a["say \\"hi\\""]');
	});

	it("[SN3] tells the body from a key of that name", () => {
		expect(formatPath([])).toBe("body");
		expect(formatPath(["body"])).toBe('["body"]');
	});

	it("[SN3] gives no two places one path", () => {
		const place = fc.array(
			fc.oneof(fc.nat(20), fc.string({ maxLength: 4 }), fc.constantFrom("a.b", "0", "body", "[0]")),
			{
				maxLength: 4,
			},
		);
		fc.assert(
			fc.property(place, place, (a, b) => {
				const same = a.length === b.length && a.every((part, index) => part === b[index]);
				expect(formatPath(a) === formatPath(b)).toBe(same);
			}),
			{ numRuns: 2_000 },
		);
	});
});
