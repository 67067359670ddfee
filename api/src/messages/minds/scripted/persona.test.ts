import { describe, expect, it } from "vitest";
import { TOWN, npc } from "../testing/cast.js";
import { readPersona } from "./persona.js";

describe("what a persona tells", () => {
	it.each([
		["A grumpy baker.", "baker", "grumpy"],
		["Stern guard of the east gate.", "guard", "stern"],
		["You are a cheerful blacksmith with a loud laugh.", "smith", "cheerful"],
		["A shy healer who knows every herb.", "healer", "shy"],
		["Collects rumours and trades them fairly.", "merchant", "nosy"],
		["Counts gulls for a study nobody asked for.", "birder", "learned"],
		["Waits for a ship that is always late.", "sailor", "dreamy"],
		["Asks strangers for directions to places nearby.", "traveller", "nosy"],
		["A curious child who climbs everything.", "none", "child"],
		["The proud champion of the spring fair.", "none", "proud"],
		["An old farmer, bitter about the harvest.", "farmer", "grumpy"],
		["Keeps the inn, a warm and friendly soul.", "innkeeper", "cheerful"],
	])("[MD20] %s: %s, %s", (persona, trade, temper) => {
		expect(readPersona(npc("x", "Jo", persona))).toMatchObject({ trade, temper });
	});

	it("[MD20] is read in words, not in parts of them", () => {
		expect(readPersona(npc("x", "Jo", "Likes advertising in the season."))).toMatchObject({ trade: "none" });
	});

	it("[MD20] may stand in the name", () => {
		expect(readPersona(npc("x", "Guard Captain", ""))).toMatchObject({ trade: "guard", temper: "stern" });
	});

	it("[MD20] gives those of whom nothing is told a temper that stays theirs, and not all the same", () => {
		const tempers = Array.from(
			{ length: 60 },
			(_, index) => readPersona(npc(`npc_${index}`, "Jo", "")).temper,
		);
		expect(new Set(tempers).size).toBeGreaterThan(2);
		expect(readPersona(npc("npc_1", "Jo", "")).temper).toBe(tempers[1]);
	});

	it("[MD20] tells what they busy themselves with, where that can be said", () => {
		const subjects = Object.fromEntries(TOWN.map((one) => [one.name, readPersona(one).subject]));
		expect(subjects).toMatchObject({ Ada: "fruit", Cleo: "rumours", Greta: "the roses", Linus: "gulls" });
		expect(subjects["Mim"]).toBeUndefined();
		expect(readPersona(npc("x", "Jo", "Names each bird and argues about it.")).subject).toBeUndefined();
	});
});
