import { describe, expect, it } from "vitest";
import { parsePlayOptions } from "./play-options.js";

describe("play options", () => {
	it("has defaults for everything", () => {
		expect(parsePlayOptions([])).toEqual({
			npcs: 40,
			players: 4,
			chatty: 6,
			seconds: undefined,
			seed: 1,
			speed: 1,
			help: false,
		});
	});

	it("reads what is given", () => {
		const text = "--npcs 500 --players 0 --chatty 1.5 --seconds 30 --seed 7 --speed 2.5";
		expect(parsePlayOptions(text.split(" "))).toMatchObject({
			npcs: 500,
			players: 0,
			chatty: 1.5,
			seconds: 30,
			seed: 7,
			speed: 2.5,
		});
	});

	it.each([
		["--npcs", "many"],
		["--npcs", "-1"],
		["--npcs", "1.5"],
		["--npcs", ""],
		["--players", "501"],
		["--seconds", "0"],
		["--seed", "Infinity"],
		["--speed", "0"],
	])("refuses %s %s and names the option", (name, value) => {
		expect(() => parsePlayOptions([`${name}=${value}`])).toThrow(name);
	});

	it("refuses an option that it does not know", () => {
		expect(() => parsePlayOptions(["--npc", "3"])).toThrow("--npc");
	});
});
