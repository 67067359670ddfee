import { beforeAll, describe, expect, it } from "vitest";
import { placeItem } from "./experience-state.js";
import { readCommand } from "./read-command.js";
import { shippedScene } from "./testing/shipped-scene.js";
import type { Scene } from "./views.js";

let scene: Scene;
beforeAll(async () => {
	scene = await shippedScene("42");
});

const take = (item: string) => ({ action: "take", item });
const drop = (item: string) => ({ action: "drop", item });
const go = (location: string) => ({ action: "move", location });

describe("what a player says", () => {
	it.each([
		["take the Ember Dream", take("ember-dream")],
		["Take bottle.", take("ember-dream")],
		["please pick up the bottle!", take("ember-dream")],
		["pick the ember dream up", take("ember-dream")],
		["I want to grab that ember bottle", take("ember-dream")],
		["GET   ember", take("ember-dream")],
		["get owl-dream", take("owl-dream")],
		["take the moonlit dream", take("moonlit-dream")],
		["drop ember dream", drop("ember-dream")],
		["leave the ember dream here", drop("ember-dream")],
		["put the ember dream down", drop("ember-dream")],
		["put down my ember dream", drop("ember-dream")],
		["go to the Whispering Grove", go("grove")],
		["walk to grove", go("grove")],
		["move to the mirror pond please", go("pond")],
		["Let me go back to the chapel", go("ruin")],
		["go tower", go("tower")],
		["look", { action: "look" }],
		["Look around!", { action: "look" }],
	])("[XS7] %j is an action", (text, expected) => {
		expect(readCommand(scene, text)).toEqual(expected);
	});

	it.each([
		"",
		"...",
		"hello there",
		"take care",
		"take the",
		"get lost",
		"leave me alone",
		"go on, tell me more",
		"goose pond",
		"I would never take what is yours",
		"can you hear the owl?",
		"take the ember dream and go to the pond",
		"drop by the pond",
		"looking good",
		"taken",
		"界🐟",
		"\u0000\ud800",
		"take ".repeat(100),
	])("[XS7] %j is plain talk", (text) => {
		expect(readCommand(scene, text)).toBeUndefined();
	});

	it("[XS7] means what is at hand, before what is elsewhere", () => {
		const near: Scene = { ...scene, player: { location: "pond", found: [] } };
		expect(readCommand(near, "take the bottle")).toEqual(take("moonlit-dream"));
		const carrying: Scene = {
			...near,
			shared: placeItem(scene.shared, "owl-dream", { kind: "player", id: "42" }),
		};
		expect(readCommand(carrying, "drop the bottle")).toEqual(drop("owl-dream"));
	});

	it("[XS7] is read in no time, however long and odd it is", () => {
		const began = performance.now();
		for (const word of ["take ", "pick up ", "put down ", "go to ", "up ", "a "]) {
			readCommand(scene, word.repeat(2_000));
		}
		expect(performance.now() - began).toBeLessThan(500);
	});
});
