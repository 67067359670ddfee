import { beforeAll, describe, expect, it } from "vitest";
import type { ActionWire } from "../../../game/src/shared/wire/index.js";
import type { Definition } from "./definition.js";
import { freshPlayer, freshShared } from "./experience-state.js";
import { loadDefinitions } from "./load-definitions.js";
import { narrationRequest } from "./narration-request.js";
import { planAction } from "./plan-action.js";
import { SHIPPED, WOODS } from "./testing/test-experiences.js";
import type { Scene } from "./views.js";

let definition: Definition;
beforeAll(async () => void (definition = (await loadDefinitions(SHIPPED)).get(WOODS)!));

const begin = (): Scene => ({
	definition,
	shared: freshShared(definition),
	player: freshPlayer(definition),
	userId: "42",
});

/** What is told of the last of some actions. */
const told = (...actions: readonly ActionWire[]) => {
	let scene = begin();
	let request = narrationRequest({ id: "m0", scene });
	for (const [index, action] of actions.entries()) {
		const planned = planAction(scene, action);
		request = narrationRequest({ id: `m${index + 1}`, scene, planned });
		scene = { ...scene, shared: planned.shared, player: planned.player };
	}
	return request;
};

describe("what a narrator is given", () => {
	it("[XH26] is where the player stands, and what was said, where there were words alone", () => {
		expect(narrationRequest({ id: "m1", scene: begin(), said: "Nice here." })).toEqual({
			id: "m1",
			experience: { id: WOODS, title: "The Wylding Woods" },
			userId: "42",
			happening: { kind: "said" },
			said: "Nice here.",
			place: {
				name: "Lantern Clearing",
				description: expect.stringContaining("lanterns"),
				items: ["Ember Dream"],
				ways: ["Whispering Grove", "Mirror Pond", "Moss Chapel"],
			},
		});
	});

	it("[XH26] is what was taken, the place without it, and the quest that it moved on", () => {
		const { happening, place, quest } = told({ action: "take", item: "ember-dream" });
		expect(happening).toEqual({
			kind: "taken",
			item: { name: "Ember Dream", description: "A bottle with a small fire asleep in it." },
		});
		expect(place.items).toEqual([]);
		expect(quest).toEqual({ title: expect.any(String), found: 1, needed: 7, won: false });
	});

	it("[XH26] is what was put down, and no quest", () => {
		const request = told({ action: "take", item: "ember-dream" }, { action: "drop", item: "ember-dream" });
		expect(request.happening).toMatchObject({ kind: "dropped", item: { name: "Ember Dream" } });
		expect(request.place.items).toEqual(["Ember Dream"]);
		expect(request).not.toHaveProperty("quest");
	});

	it("[XH26] is the place that was come to, and from where", () => {
		const { happening, place } = told({ action: "move", location: "pond" });
		expect(happening).toEqual({ kind: "moved", from: "Lantern Clearing" });
		expect(place).toMatchObject({ name: "Mirror Pond", items: ["Moonlit Dream", "Tidal Dream"] });
	});

	it("[XH26] is a look around, also of who walks to where they are", () => {
		expect(told({ action: "look" }).happening).toEqual({ kind: "looked" });
		expect(told({ action: "move", location: "clearing" }).happening).toEqual({ kind: "looked" });
	});

	it("[XH26] is why something was refused", () => {
		expect(told({ action: "move", location: "tower" }).happening).toEqual({
			kind: "refused",
			action: "move",
			code: "no_way",
			message: "There is no way from here to the Owl Tower.",
		});
	});
});
