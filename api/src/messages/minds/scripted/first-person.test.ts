import { describe, expect, it } from "vitest";
import { inFirstPerson } from "./first-person.js";

describe("a persona in its own words", () => {
	it.each([
		["Tends the roses and judges the weeds.", "I tend the roses and judge the weeds"],
		["Sells fruit, knows every price in town.", "I sell fruit and know every price in town"],
		["Haggles for sport and never buys.", "I haggle for sport and never buy"],
		["Naps under the oak, hears everything.", "I nap under the oak and hear everything"],
		["Mends nets and other people's plans.", "I mend nets and other people's plans"],
		["Watches the gate. He is old.", "I watch the gate"],
		["Carries water and fixes the pump", "I carry water and fix the pump"],
		["Sells apples and pears in town", "I sell apples and pears in town"],
		["Has a boat and goes about nobody's business", "I have a boat and go about nobody's business"],
		["A fisherman.", "I am a fisherman"],
		["The town's only doctor", "I am the town's only doctor"],
		["You are a curious child who climbs everything.", "I am a curious child who climbs everything"],
		["I'm the cook here", "I am the cook here"],
	])("[MD20] %s", (persona, own) => {
		expect(inFirstPerson(persona)).toBe(own);
	});

	it.each([
		"",
		"  ",
		"Grumpy old baker",
		"A smith who loves his forge",
		"You are a guard and you hate thieves",
		"Loves {speaker} and <b>",
		'Says "no" a lot',
		`Counts ${"very ".repeat(40)}slowly`,
	])("[MD20] is not made where it might go wrong: %s", (persona) => {
		expect(inFirstPerson(persona)).toBeUndefined();
	});
});
