import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { GONE, wordsOf } from "./wording";

export = (t: Suite) => {
	t.it("says nothing where it was done", () => {
		expect(wordsOf({ kind: "taken" })).toBe(undefined);
	});
	t.it("says why it was refused, also where the reason is new to it", () => {
		expect(wordsOf({ kind: "refused", code: "already_taken" })).toBe(GONE);
		const said = new Set<string>();
		for (const code of [
			"unknown_item",
			"not_here",
			"already_taken",
			"inventory_full",
			"no_such_code",
			undefined,
		]) {
			const words = wordsOf({ kind: "refused", code })!;
			expect(words.size() > 0).toBe(true);
			said.add(words);
		}
		expect(said.size()).toBe(5);
	});
	t.it("tells not reached and not understood apart", () => {
		expect(wordsOf({ kind: "away" }) !== wordsOf({ kind: "failed" })).toBe(true);
	});
};
