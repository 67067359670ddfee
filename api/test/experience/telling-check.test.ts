import { describe, expect, it } from "vitest";
import type { ToldMessage } from "./channel-message.js";
import { createTellingCheck } from "./telling-check.js";

const update = (id?: string): ToldMessage => ({
	type: "world_update",
	version: "0.3",
	experience: "woods",
	user_id: "ada",
	changes: [],
	timestamp: 1,
	...(id !== undefined && { metadata: { action_id: id } }),
	cursor: "",
});
const piece = (id: string, index: number, done = false): ToldMessage => ({
	type: "content",
	message_id: id,
	text: "",
	index,
	done,
	timestamp: 1,
	cursor: "",
});

function given(...messages: readonly ToldMessage[]) {
	const faults: string[] = [];
	const check = createTellingCheck((what) => faults.push(what));
	for (const message of messages) check.take(message, "user");
	return { check, faults };
}

describe("the check of what is told of an action", () => {
	it("finds nothing wrong with updates and the narration after each, though they cross", () => {
		const { check, faults } = given(
			update("a"),
			update("b"),
			piece("a", 0),
			piece("b", 0, true),
			piece("a", 1, true),
		);
		expect(faults).toEqual([]);
		expect([check.actions(), check.narrated()]).toEqual([["a", "b"], 2]);
	});

	it("leaves what others did alone", () => {
		const faults: string[] = [];
		createTellingCheck((what) => faults.push(what)).take(update(), "shared");
		expect(faults).toEqual([]);
	});

	it("finds a change of what is shared that is told of both topics", () => {
		const faults: string[] = [];
		const check = createTellingCheck((what) => faults.push(what));
		const from = { kind: "location", id: "glade" } as const;
		const taken = { ...update("a"), changes: [{ operation: "remove", from, item_id: "red" }] } as ToldMessage;
		check.take(taken, "user");
		expect(faults).toEqual([]);
		check.take(taken, "shared");
		expect([faults.length, check.shared().length]).toEqual([1, 1]);
	});

	it.each<readonly [string, readonly ToldMessage[]]>([
		["an action told again", [update("a"), update("a")]],
		["an action told after its narration", [piece("a", 0, true), update("a")]],
		["an update of no action", [update()]],
		["a narration that does not begin at its beginning", [piece("a", 1)]],
		["a piece again", [piece("a", 0), piece("a", 0)]],
		["a piece left out", [piece("a", 0), piece("a", 2)]],
		["a piece after the last", [piece("a", 0, true), piece("a", 1)]],
	])("finds %s", (_, messages) => {
		expect(given(...messages).faults).not.toEqual([]);
	});
});
