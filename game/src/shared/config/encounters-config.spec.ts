import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "./config";
import { isOpeners, mayOpen } from "./encounters-config";
import { overrideConfig } from "./override";

export = (t: Suite) => {
	t.it("[EG1] lets everybody, the owner, nobody or those who are named open an encounter", () => {
		expect(mayOpen("everybody", "7", false)).toBe(true);
		expect(mayOpen("nobody", "7", true)).toBe(false);
		expect(mayOpen("owner", "7", true)).toBe(true);
		expect(mayOpen("owner", "7", false)).toBe(false);
		expect(mayOpen("12,7", "7", false)).toBe(true);
		expect(mayOpen("12,77", "7", true)).toBe(false);
	});

	t.it("takes nothing else for an answer", () => {
		for (const good of ["everybody", "owner", "nobody", "1", "-1,22"])
			expect(isOpeners(good), good).toBe(true);
		for (const bad of ["", "all", "1,,2", "1, 2", "Everybody", "x1"]) expect(isOpeners(bad), bad).toBe(false);
		const { config, problems } = overrideConfig(
			DEFAULT_CONFIG,
			new Map<string, unknown>([["EncounterOpeners", "friends"]]),
		);
		expect(config.encounterOpeners).toBe(DEFAULT_CONFIG.encounterOpeners);
		expect(string.find(problems[0]!, "EncounterOpeners", 1, true)[0]).toBe(1);
	});
};
