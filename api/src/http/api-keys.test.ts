import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createApiKeys } from "./api-keys.js";

describe("keys of game servers", () => {
	it("[ED30] tells which of several it is, so that one can follow another", () => {
		const keys = createApiKeys(["old-key", "new-key"]);
		expect([keys.match("old-key"), keys.match("new-key"), keys.count]).toEqual([0, 1, 2]);
	});

	it("[ED30] takes nothing where there is no key", () => {
		expect(createApiKeys([]).match("")).toBeUndefined();
		expect(createApiKeys(["k"]).match("")).toBeUndefined();
	});

	it("[ED30] takes exactly the keys, whatever is presented", () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.string(), { maxLength: 5 }), fc.string(), (keys, presented) => {
				const index = keys.indexOf(presented);
				expect(createApiKeys(keys).match(presented)).toBe(index === -1 ? undefined : index);
			}),
		);
	});
});
