import { describe, expect, it } from "vitest";
import { spokenText } from "./announcer.js";
import { pageState } from "./connection-looks.js";
import { readExperiences } from "./use-experiences.js";

const common = { number: 1, at: 0 };
const narration = {
	messageId: "m",
	text: "So it is.",
	isDone: false,
	pieces: 1,
	hasGaps: false,
	timestamp: 0,
};

describe("spokenText", () => {
	it("[XP27] speaks of what happened and of what the world says", () => {
		const telling = { kind: "taken", parts: ["You took ", { name: "Lamp" }] } as const;
		expect(spokenText({ ...common, kind: "told", telling }, [])).toBe("You took Lamp.");
		expect(spokenText({ ...common, kind: "answered", text: "It is dark." }, [])).toBe("It is dark.");
	});

	it("[XP27] speaks of a narration when it is whole, and not of what the player said", () => {
		const entry = { ...common, kind: "narrated", messageId: "m" } as const;
		expect(spokenText(entry, [narration])).toBeUndefined();
		expect(spokenText(entry, [{ ...narration, isDone: true }])).toBe("So it is.");
		expect(spokenText(entry, [])).toBeUndefined();
		expect(spokenText({ ...common, kind: "said", text: "Hi" }, [])).toBeUndefined();
		expect(spokenText({ ...common, kind: "said", text: "Hi", failed: "No" }, [])).toBe("Not heard: No");
	});
});

describe("readExperiences", () => {
	it("[XP29] reads what there is, by its id where it has no title", () => {
		const experiences = [{ id: "a", title: "A" }, { id: "b" }, { title: "C" }, 5, null];
		expect(readExperiences({ experiences })).toEqual([
			{ id: "a", title: "A" },
			{ id: "b", title: "b" },
		]);
		for (const answer of [undefined, null, [], { experiences: "a" }])
			expect(readExperiences(answer)).toEqual([]);
	});
});

describe("pageState", () => {
	it("[XP29] is the client's, and connecting where that is closed", () => {
		expect(pageState("expired")).toBe("expired");
		expect(pageState("closed")).toBe("connecting");
	});
});
