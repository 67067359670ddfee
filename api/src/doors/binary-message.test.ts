import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedMessage, packMessage, unpackMessage } from "./binary-message.js";

describe("a binary message", () => {
	it("[DR41] gives back its header and its bytes", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), fc.uint8Array(), (header, bytes) => {
				expect(unpackMessage(packMessage({ header, bytes })!)).toEqual({ header, bytes });
			}),
		);
	});

	it("[DR41] begins with its header's length in bytes, the lower first", () => {
		const header = `"${"é".repeat(150)}"`;
		const message = packMessage({ header, bytes: new Uint8Array([7]) })!;
		expect([...message.subarray(0, 2)]).toEqual([302 & 0xff, 302 >> 8]);
		expect(message.at(-1)).toBe(7);
		expect(message).toHaveLength(305);
	});

	it("[DR41] cannot be where its header is too long for its length", () => {
		const bytes = new Uint8Array(1);
		expect(packMessage({ header: "x".repeat(0xffff), bytes })).toHaveLength(0xffff + 3);
		expect(packMessage({ header: "x".repeat(0x10000), bytes })).toBeUndefined();
	});

	it("[DR41] is refused where it ends too early", () => {
		const message = packMessage({ header: "{}", bytes: new Uint8Array() })!;
		for (let length = 0; length < message.length; length++) {
			expect(() => unpackMessage(message.subarray(0, length))).toThrow(MalformedMessage);
		}
	});
});
