import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { SharedUpdateWire, SharedWorldWire } from "../../shared/wire";
import { isActionResult, isSharedPoll, isViewAnswer, readUpdate } from "./experience-checks";

const item = { id: "moon", name: "Moon", kind: "dream_bottle", description: "" };
const quest = { id: "q", title: "Find", status: "active", found: ["moon"], needed: 7 } as const;
const update: SharedUpdateWire = {
	type: "shared_update",
	experience: "woods",
	user_id: "7",
	changes: [
		{ operation: "remove", from: { kind: "location", id: "pond" }, item_id: "moon" },
		{ operation: "add", to: { kind: "location", id: "grove" }, item },
	],
	quests: [quest],
	timestamp: 1.5,
	action_id: "a",
};
const world: SharedWorldWire = {
	experience: "woods",
	title: "Woods",
	locations: [{ id: "pond", name: "Pond", description: "", exits: [], items: [item] }],
};

export = (t: Suite) => {
	t.it("reads an update as the backend tells it", () => {
		expect(readUpdate(update)).toEqual({
			userId: "7",
			actionId: "a",
			moves: [
				{ kind: "from", itemId: "moon", locationId: "pond" },
				{ kind: "to", itemId: "moon", locationId: "grove" },
			],
			quests: [quest],
		});
		expect(readUpdate({ ...update, action_id: undefined, quests: [], changes: [] })).toEqual({
			userId: "7",
			actionId: undefined,
			moves: [],
			quests: [],
		});
	});

	t.it("passes over changes that are not of items at locations, and keeps the others", () => {
		const changes = [
			{ operation: "update", of: "player", properties: { location: "grove" } },
			{ operation: "add", to: { kind: "inventory" }, item },
			{ operation: "glow", item_id: "moon" },
			...update.changes,
		];
		expect(readUpdate({ ...update, changes })!.moves.size()).toBe(2);
	});

	t.it("does not read what is no update", () => {
		for (const data of [undefined, "x", {}, { ...update, user_id: 7 }, { ...update, changes: "x" }]) {
			expect(readUpdate(data)).toBe(undefined);
		}
		expect(readUpdate({ ...update, quests: [{ ...quest, status: "lost" }] })).toBe(undefined);
		expect(readUpdate({ ...update, quests: [{ ...quest, found: [1] }] })).toBe(undefined);
		expect(readUpdate({ ...update, action_id: 7 })).toBe(undefined);
	});

	t.it("knows a poll, a view and an action's result from anything else", () => {
		expect(isSharedPoll({ cursor: "e:0", events: [], state: world })).toBe(true);
		expect(isSharedPoll({ cursor: "e:1", events: [{ event: "shared_update", data: update }] })).toBe(true);
		expect(isSharedPoll({ cursor: "e:1", events: [], state: { locations: [{ id: "pond" }] } })).toBe(false);
		expect(isSharedPoll({ events: [] })).toBe(false);
		expect(isViewAnswer({ cursor: "e:0", view: { quests: [quest] } })).toBe(true);
		expect(isViewAnswer({ cursor: "e:0", view: {} })).toBe(false);
		expect(isActionResult({ success: true, message: "Taken." })).toBe(true);
		expect(isActionResult({ success: false, message: "No.", code: "not_here" })).toBe(true);
		expect(isActionResult({ ok: true })).toBe(false);
	});
};
