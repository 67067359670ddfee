import { describe, expect, it } from "vitest";
import { Refusal } from "../http/refusal.js";
import { createKnownExperiences } from "./known-experiences.js";

function known(answer: (experience: string) => Error | undefined) {
	const asked: string[] = [];
	const mustBeKnown = createKnownExperiences({
		world: async (experience) => {
			asked.push(experience);
			const error = answer(experience);
			if (error) throw error;
			return { cursor: { epoch: "e", offset: 0 }, data: "{}" };
		},
	});
	return { asked, mustBeKnown };
}

describe("known experiences", () => {
	it("[XC5] are asked for once, by however many at once", async () => {
		const { asked, mustBeKnown } = known(() => undefined);
		await Promise.all([mustBeKnown("woods"), mustBeKnown("woods")]);
		await mustBeKnown("woods");
		expect(asked).toEqual(["woods"]);
	});

	it("[XC5] are those that there are, also where they come later or could not be asked for", async () => {
		let answer: Error | undefined = new Refusal("unavailable", "away");
		const { asked, mustBeKnown } = known(() => answer);
		await expect(mustBeKnown("woods")).rejects.toMatchObject({ code: "unavailable" });
		answer = new Refusal("not_found", "no such experience");
		await expect(mustBeKnown("woods")).rejects.toMatchObject({ code: "not_found" });
		answer = undefined;
		await mustBeKnown("woods");
		expect(asked).toHaveLength(3);
	});
});
