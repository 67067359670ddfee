import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { engineTextFilter, filterForAll } from "./engine-text-filter";

export = (t: Suite) => {
	t.it("gives nothing in the name of somebody who is not in the server", () => {
		expect(engineTextFilter("hello", 404)).toBe(undefined);
		expect(filterForAll("hello", 404)).toBe(undefined);
	});
};
