import { describe, expect, it } from "vitest";
import type {
	ItemWire,
	SharedWorldWire,
	ToldUpdate,
	WorldUpdateWire,
} from "../../../client/experience/index.js";
import { questParts, tellingsOf, textOf } from "./wording.js";

const lamp: ItemWire = { id: "lamp", name: "Old Lamp", kind: "lamp", description: "" };
const world: SharedWorldWire = {
	experience: "e",
	title: "E",
	locations: [{ id: "mill", name: "The Mill", description: "", exits: [], items: [] }],
};
const here = { kind: "location", id: "mill" } as const;
const carried = { kind: "inventory" } as const;

function told(changes: WorldUpdateWire["changes"], removed: readonly ItemWire[] = []): ToldUpdate {
	const update = {
		type: "world_update",
		version: "0.3",
		experience: "e",
		user_id: "u",
		timestamp: 1,
		changes,
	} as const;
	return { cursor: "u:1~s:1", update, removed };
}

const texts = (update: ToldUpdate) =>
	tellingsOf(update, world).map(({ kind, parts }) => [kind, textOf(parts)]);

const quest = { id: "q", title: "Find them", status: "active", found: ["a", "b"], needed: 7 } as const;

describe("tellingsOf", () => {
	it.each([
		[
			"taken from somewhere",
			[
				{ operation: "remove", from: here, item_id: "lamp" },
				{ operation: "add", to: carried, item: lamp },
			],
			[["taken", "You took Old Lamp"]],
		],
		["given", [{ operation: "add", to: carried, item: lamp }], [["taken", "You took Old Lamp"]]],
		[
			"left",
			[
				{ operation: "remove", from: carried, item_id: "lamp" },
				{ operation: "add", to: here, item: lamp },
			],
			[["left", "You left Old Lamp at The Mill"]],
		],
		[
			"taken by others",
			[{ operation: "remove", from: here, item_id: "lamp" }],
			[["others", "Somebody took Old Lamp from The Mill"]],
		],
		[
			"left by others",
			[{ operation: "add", to: here, item: lamp }],
			[["others", "Somebody left Old Lamp at The Mill"]],
		],
		[
			"a walk",
			[{ operation: "update", of: "player", properties: { location: "mill" } }],
			[["walked", "You walked to The Mill"]],
		],
		[
			"a walk to where nobody knows",
			[{ operation: "update", of: "player", properties: { location: "moon" } }],
			[["walked", "You walked to moon"]],
		],
		["nothing", [], []],
	] as const)("[XP20] says in words what was %s", (_, changes, expected) => {
		expect(texts(told(changes, [lamp]))).toEqual(expected);
	});

	it("[XP20] says where something was left only where that is told along", () => {
		expect(texts(told([{ operation: "remove", from: carried, item_id: "lamp" }], [lamp]))).toEqual([
			["left", "You left Old Lamp"],
		]);
	});

	it("[XP20] names what it cannot name by its id", () => {
		expect(texts(told([{ operation: "remove", from: here, item_id: "lamp" }]))).toEqual([
			["others", "Somebody took lamp from The Mill"],
		]);
	});

	it("[XP20] says how far a quest is, and that it is won", () => {
		expect(textOf(questParts(quest))).toBe("Find them: 2 of 7");
		expect(textOf(questParts({ ...quest, status: "won" }))).toBe("Find them: won, all 7 found");
		const update = { type: "quest_update", experience: "e", user_id: "u", timestamp: 1, quest } as const;
		expect(texts({ cursor: "u:1~s:1", update, removed: [] })).toEqual([["found", "Find them: 2 of 7"]]);
	});
});
