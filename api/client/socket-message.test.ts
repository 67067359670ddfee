import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedFrame } from "./frames.js";
import { readMessage } from "./socket-message.js";

function binary(header: string, packed: Uint8Array): ArrayBuffer {
	const text = new TextEncoder().encode(header);
	const bytes = new Uint8Array(2 + text.length + packed.length);
	new DataView(bytes.buffer).setUint16(0, text.length, true);
	bytes.set(text, 2);
	bytes.set(packed, 2 + text.length);
	return bytes.buffer;
}

describe("readMessage", () => {
	it("[SS20] reads text as an event with its data decoded, and passes over the rest", () => {
		const data = { tick: 1 };
		expect(readMessage(JSON.stringify({ event: "snapshot", id: "e:1", data, more: 1 }))).toEqual({
			event: "snapshot",
			id: "e:1",
			data,
		});
		expect(readMessage('{"id":"e:2"}')).toEqual({ event: "", id: "e:2", data: undefined });
	});

	it("[SS20] reads a header of any length and letters, and gives the bytes after it", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.uint8Array(), (name, packed) => {
				const header = { event: "snapshot", id: "e:1", data: { name } };
				expect(readMessage(binary(JSON.stringify(header), packed))).toEqual({ ...header, packed });
			}),
		);
	});

	it.each([
		["no JSON", "{"],
		["a list", "[]"],
		["a name that is none", '{"event":5}'],
		["a place that is none", '{"event":"snapshot","id":5}'],
		["a blob", new Blob()],
		["one byte", new ArrayBuffer(1)],
		["a header that ends early", binary('{"event":"snapshot"}', new Uint8Array()).slice(0, 9)],
	])("[SS12] names %s malformed", (_, message) => {
		expect(() => readMessage(message)).toThrow(MalformedFrame);
	});
});
