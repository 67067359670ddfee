import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Pauses } from "./pauses";

export = (t: Suite) => {
	t.it("lets nobody speak again before its time", () => {
		const pauses = new Pauses(3);
		expect(pauses.mustPause("a", 0)).toBe(false);
		expect(pauses.lastSpokeAt("a")).toBe(-math.huge);
		pauses.note("a", 10);
		expect(pauses.mustPause("a", 12.9)).toBe(true);
		expect(pauses.mustPause("a", 13)).toBe(false);
		expect(pauses.mustPause("b", 10)).toBe(false);
		expect(pauses.lastSpokeAt("a")).toBe(10);
	});

	t.it("forgets", () => {
		const pauses = new Pauses(3);
		pauses.note("a", 10);
		pauses.forget("a");
		expect(pauses.mustPause("a", 10)).toBe(false);
	});
};
