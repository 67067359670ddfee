import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	decodeCheckpoint,
	decodeEntry,
	decodeTopic,
	encodeCheckpoint,
	encodeEntry,
	encodeTopic,
	peekEntry,
} from "./sealed-record.js";
import { entryBytes } from "./topic-state.js";

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const entry = fc.record({
	offset: fc.integer({ min: 1, max: 2 ** 40 }),
	type: text,
	at: fc.double({ noNaN: true }),
	data: text,
});

describe("sealed records", () => {
	it("[LG15] give entries back as they were", () => {
		fc.assert(
			fc.property(text, entry, (topic, one) => {
				const record = encodeEntry(topic, one);
				expect(decodeEntry(topic, one.offset, record)).toEqual(one);
				expect(peekEntry(record)).toEqual({ at: one.at, bytes: entryBytes(one) });
			}),
		);
	});

	it("[LG15] are not taken for another place's", () => {
		const one = { offset: 7, type: "note", at: 1, data: "{}" };
		const record = encodeEntry("a", one);
		expect(decodeEntry("b", 7, record)).toBeUndefined();
		expect(decodeEntry("a", 8, record)).toBeUndefined();
	});

	it("[LG15] are refused with any bit flipped or any byte gone", () => {
		const one = { offset: 7, type: "note", at: 1, data: '{"a":1}' };
		const record = encodeEntry("a", one);
		for (let bit = 0; bit < record.length * 8; bit++) {
			const flipped = Buffer.from(record);
			flipped[bit >> 3]! ^= 1 << (bit & 7);
			expect(decodeEntry("a", 7, flipped)).toBeUndefined();
		}
		for (let length = 0; length < record.length; length++) {
			expect(decodeEntry("a", 7, record.subarray(0, length))).toBeUndefined();
		}
	});

	it("[LG15] hold the state of a topic and its checkpoint, each only as itself", () => {
		const state = { oldest: 3, swept: 2, head: 9, bytes: 100, checkpoint: 5 };
		const checkpoint = { offset: 5, value: '{"state":"❄"}' };
		expect(decodeTopic("a", encodeTopic("a", state))).toEqual(state);
		expect(decodeCheckpoint("a", encodeCheckpoint("a", checkpoint))).toEqual(checkpoint);
		expect(decodeCheckpoint("a", encodeTopic("a", state))).toBeUndefined();
		expect(decodeTopic("b", encodeTopic("a", state))).toBeUndefined();
		expect(decodeTopic("a", Buffer.alloc(2))).toBeUndefined();
	});
});
