import { describe, expect, it } from "vitest";
import type { ChannelMessage } from "./channel-message.js";
import { ChannelLedger } from "./channel-ledger.js";

const QUESTS = { inventory: [], quests: [] };

const view = (cursor: string, userId = "ada"): ChannelMessage => ({
	type: "view",
	view: { user_id: userId, experience: "woods", location: "glade", ...QUESTS },
	cursor,
});
const world = (cursor: string): ChannelMessage => ({
	type: "world",
	world: { experience: "woods", title: "Woods", locations: [] },
	cursor,
});
const update = (cursor: string, userId = "ada"): ChannelMessage => ({
	type: "world_update",
	version: "0.3",
	experience: "woods",
	user_id: userId,
	changes: [],
	timestamp: 1,
	cursor,
});
const content = (cursor: string): ChannelMessage => ({
	type: "content",
	message_id: "m",
	text: "",
	index: 0,
	done: true,
	timestamp: 1,
	cursor,
});
const heartbeat = (cursor: string): ChannelMessage => ({ type: "heartbeat", timestamp: 1, cursor });

/** A ledger that was given these, and what it complained of. */
function given(...messages: readonly ChannelMessage[]): {
	readonly ledger: ChannelLedger;
	readonly faults: readonly string[];
} {
	const faults: string[] = [];
	const ledger = new ChannelLedger({ userId: "ada", fault: (what) => faults.push(what) });
	ledger.begin();
	for (const message of messages) ledger.take(message);
	return { ledger, faults };
}

const FRESH = [view("u:3~"), world("u:3~s:7")];

describe("the ledger of a client", () => {
	it("finds nothing wrong with every entry once, of both topics", () => {
		const { ledger, faults } = given(
			...FRESH,
			update("u:4~s:7"),
			update("u:4~s:8"),
			content("u:5~s:8"),
			heartbeat("u:5~s:8"),
		);
		expect(faults).toEqual([]);
		expect([ledger.told, ledger.heard, ledger.cursor]).toEqual([2, 1, "u:5~s:8"]);
	});

	it("finds out what is left out of the shared topic, and what tells of both at once", () => {
		expect(given(...FRESH, update("u:4~s:7"), update("u:4~s:9")).faults.join()).toContain("1 are missing");
		expect(given(...FRESH, update("u:4~s:8")).faults.join()).toContain("moves both places");
	});

	it("lets a history begin with an entry that is not told", () => {
		const { faults } = given(view("u:0~"), world("u:0~s:7"), update("u:2~s:7"), update("u:3~s:7"));
		expect(faults).toEqual([]);
	});

	it("goes on after a cut where it was, and anew where it had not the whole state", () => {
		const { ledger, faults } = given(...FRESH, update("u:4~s:7"));
		ledger.begin();
		ledger.take(update("u:5~s:7"));
		expect(faults).toEqual([]);
		const half = given(view("u:3~"));
		expect(half.ledger.cursor).toBeUndefined();
		half.ledger.begin();
		half.ledger.take(view("u:9~"));
		half.ledger.take(world("u:9~s:9"));
		expect(half.ledger.cursor).toBe("u:9~s:9");
	});

	it("counts a reset, and goes on from the fresh state after it", () => {
		const { ledger, faults } = given(
			...FRESH,
			{ type: "reset", reason: "expired" },
			view("v:9~"),
			update("v:10~"),
			world("v:10~s:8"),
			update("v:11~s:8"),
			{ type: "reset", reason: "expired" },
			world("v:11~s:20"),
			update("v:12~s:20"),
		);
		expect(faults).toEqual([]);
		expect([ledger.resets, ledger.told]).toEqual([2, 3]);
	});

	it.each<readonly [string, readonly ChannelMessage[]]>([
		["an entry again", [...FRESH, update("u:4~s:7"), update("u:4~s:7")]],
		["an entry missing", [...FRESH, update("u:5~s:7")]],
		["entries out of order", [...FRESH, update("u:4~s:7"), update("u:3~s:7")]],
		["a shared entry again", [...FRESH, update("u:3~s:8"), update("u:3~s:8")]],
		["a shared entry after a later one", [...FRESH, update("u:3~s:9"), update("u:3~s:8")]],
		["another history without a reset", [...FRESH, update("v:4~s:7")]],
		["an entry before any state", [update("u:4~s:7")]],
		["an entry that a heartbeat passed over", [...FRESH, heartbeat("u:4~s:7")]],
		["somebody else's update", [...FRESH, update("u:4~s:7", "bob")]],
		["somebody else's view", [view("u:3~s:7", "bob"), world("u:3~s:7")]],
		["fresh state that nobody asked for", [...FRESH, view("u:3~s:7")]],
		["no cursor", [...FRESH, update("u:4")]],
	])("finds %s", (_, messages) => {
		expect(given(...messages).faults).not.toEqual([]);
	});
});
