import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMessage } from "./read-message.js";

const read = (message: unknown) => readMessage(JSON.stringify(message));

describe("a client's message", () => {
	it.each([
		{ type: "ping" },
		{ type: "ping", id: "1" },
		{ type: "action", action: "take", item: "bottle-1", id: "a" },
		{ type: "action", action: "drop", item: "bottle-1" },
		{ type: "action", action: "move", location: "glade" },
		{ type: "action", action: "look" },
		{ type: "chat", content: "hello" },
		{ type: "position", x: 1, y: -2.5, z: 1e6 },
		{ type: "resume", cursor: "a:1~b:2" },
	])("[XC9] may be %j", (message) => {
		expect(read(message)).toEqual({ ok: true, command: message });
	});

	it("[XC9] may hold more than is known of it", () => {
		expect(read({ type: "ping", colour: "red" })).toEqual({ ok: true, command: { type: "ping" } });
	});

	it("[XC9] is said without the space around it", () => {
		expect(read({ type: "chat", content: "  hello \n" })).toMatchObject({ command: { content: "hello" } });
	});

	it.each([
		["{", "bad_json"],
		["", "bad_json"],
		["5", "bad_message"],
		["null", "bad_message"],
		["[]", "bad_message"],
		["{}", "unknown_type"],
		['{"type":5}', "unknown_type"],
		['{"type":"shout"}', "unknown_type"],
		['{"type":"constructor"}', "unknown_type"],
		['{"type":"__proto__"}', "unknown_type"],
	])("[XC10] cannot be %s: %s", (text, code) => {
		expect(readMessage(text)).toMatchObject({ ok: false, error: { code } });
	});

	it.each([
		[{ type: "action", action: "fly" }, "action"],
		[{ type: "action", action: "take" }, "item"],
		[{ type: "action", action: "take", item: "" }, "item"],
		[{ type: "action", action: "take", item: "a\u0000" }, "item"],
		[{ type: "action", action: "move", location: 5 }, "location"],
		[{ type: "chat", content: "  " }, "content"],
		[{ type: "chat", content: "x".repeat(501) }, "content"],
		[{ type: "position", x: 1, y: 2 }, "z"],
		[{ type: "position", x: 1, y: 2, z: "3" }, "z"],
		[{ type: "resume" }, "cursor"],
		[{ type: "resume", cursor: "x".repeat(257) }, "cursor"],
		[{ type: "ping", id: "" }, "id"],
		[{ type: "ping", id: 5 }, "id"],
		[{ type: "ping", id: "x".repeat(129) }, "id"],
	])("[XC10] cannot be %j: the wrong place is named", (message, path) => {
		expect(read(message)).toMatchObject({ ok: false, error: { code: "bad_message", errors: [{ path }] } });
	});

	it("[XC10] has no number that is none", () => {
		expect(readMessage('{"type":"position","x":1e999,"y":0,"z":0}')).toMatchObject({
			error: { errors: [{ path: "x" }] },
		});
	});

	it("[XC9] is answered under its id, where it has one that can be", () => {
		expect(read({ type: "shout", id: "7" })).toMatchObject({ error: { id: "7" } });
		expect(read({ type: "chat", id: "7" })).toMatchObject({ error: { id: "7" } });
		expect(read({ type: "shout", id: { a: 1 } })).not.toHaveProperty("error.id");
	});

	it("[XC10] is answered, whatever it is", () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				const answer = readMessage(text);
				expect(answer.ok || answer.error.message.length > 0).toBe(true);
			}),
		);
	});
});
