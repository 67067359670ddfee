import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedFrame } from "../frames.js";
import { readServerMessage } from "./server-message.js";

const cursor = "e:1~s:2";
const place = { user: { epoch: "e", offset: 1 }, shared: { epoch: "s", offset: 2 } };
const read = (message: unknown) => readServerMessage(JSON.stringify(message));

describe("readServerMessage", () => {
	it("[XP19] reads each message of the protocol", () => {
		const view = { user_id: "u", experience: "e", location: "mill", inventory: [], quests: [{ id: "q" }] };
		const world = { experience: "e", title: "E", locations: [{ id: "mill", items: [], exits: [] }] };
		const update = { type: "world_update", changes: [{ operation: "remove" }], cursor };
		const quest = { type: "quest_update", quest: { id: "q" }, cursor };
		const content = { type: "content", message_id: "m", text: "So", index: 0, done: false, cursor };
		const result = { type: "action_result", id: "a", success: true };
		expect(read({ type: "connected", user_id: "u", cursor: "~" })).toEqual({
			type: "connected",
			userId: "u",
		});
		expect(read({ type: "view", view, cursor })).toEqual({ type: "view", view, place });
		expect(read({ type: "world", world, cursor })).toEqual({ type: "world", world, place });
		expect(read(update)).toEqual({ type: "update", update, place });
		expect(read(quest)).toEqual({ type: "update", update: quest, place });
		expect(read(content)).toEqual({ type: "content", content, place });
		expect(read({ type: "heartbeat", timestamp: 1, cursor })).toEqual({ type: "heartbeat", place });
		expect(read(result)).toEqual({ type: "action_result", id: "a", result });
		expect(read({ type: "chat_accepted", id: "a", message_id: "m" })).toEqual({
			type: "chat_accepted",
			id: "a",
			messageId: "m",
		});
		expect(read({ type: "error", code: "failed", message: "No.", id: "a" })).toEqual({
			type: "error",
			code: "failed",
			message: "No.",
			id: "a",
		});
		expect(read({ type: "reset", reason: "epoch" })).toEqual({ type: "reset", reason: "epoch" });
		expect(read({ type: "close", reason: "draining", cursor })).toEqual({
			type: "close",
			reason: "draining",
		});
	});

	it("[XP19] passes over what it does not know, and answers to nobody", () => {
		for (const type of ["pong", "resumed", "something_new", 5, undefined])
			expect(read({ type })).toBeUndefined();
		expect(read({ type: "action_result", success: true })).toBeUndefined();
		expect(read({ type: "error", code: "bad_json", message: "No." })).toMatchObject({ type: "error" });
	});

	it.each([
		["no object", [1]],
		["a view without a list", { type: "view", view: { location: "l", quests: [] }, cursor }],
		["an item without an id", { type: "view", view: { location: "l", quests: [], inventory: [{}] }, cursor }],
		[
			"exits that are none",
			{ type: "world", world: { locations: [{ id: "l", items: [], exits: 1 }] }, cursor },
		],
		["changes without an operation", { type: "world_update", changes: [{}], cursor }],
		["a quest without an id", { type: "quest_update", quest: {}, cursor }],
		["a piece without its index", { type: "content", message_id: "m", text: "x", cursor }],
		["an update without a cursor", { type: "world_update", changes: [] }],
		["an error without a code", { type: "error", message: "x" }],
	])("[XP19] takes no %s", (_, message) => {
		expect(() => read(message)).toThrow(MalformedFrame);
	});

	it("[XP19] throws nothing else, whatever comes", () => {
		const types = [
			"connected",
			"view",
			"world",
			"world_update",
			"quest_update",
			"content",
			"heartbeat",
			"error",
		];
		const anything = fc.record({
			type: fc.constantFrom(...types),
			cursor: fc.constantFrom(cursor, "~", undefined, 7),
			...Object.fromEntries(
				["view", "world", "changes", "quest", "text", "index", "message_id", "code"].map((key) => [
					key,
					fc.jsonValue(),
				]),
			),
		});
		fc.assert(
			fc.property(fc.oneof(anything, fc.jsonValue(), fc.string()), (message) => {
				try {
					readServerMessage(typeof message === "string" ? message : JSON.stringify(message));
				} catch (error) {
					expect(error).toBeInstanceOf(MalformedFrame);
				}
			}),
		);
	});
});
