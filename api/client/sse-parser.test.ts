import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseParser, type SseEvent } from "./sse-parser.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function parse(chunks: readonly Uint8Array[]): SseEvent[] {
	const events: SseEvent[] = [];
	const parser = createSseParser((event) => events.push(event));
	for (const chunk of chunks) parser.push(chunk);
	return events;
}

describe("createSseParser", () => {
	it("[SS1] reads name, id and data of an event", () => {
		expect(parse([bytes('id: e1:7\nevent: snapshot\ndata: {"a":1}\n\n')])).toEqual([
			{ event: "snapshot", data: '{"a":1}', id: "e1:7" },
		]);
	});

	it("[SS1] takes every line ending, a byte order mark and lines of data joined", () => {
		expect(parse([bytes("\uFEFFdata: a\r\ndata:b\rdata:  c\n\r\n")])).toEqual([
			{ event: "message", data: "a\nb\n c" },
		]);
	});

	it("[SS1] passes over comments, unknown fields, events without data and ids with a null", () => {
		const text = ": hello\n\nevent: close\n\nretry: 10\nnonsense\ndata: x\nid: a\0b\n\n";
		expect(parse([bytes(text)])).toEqual([{ event: "message", data: "x" }]);
	});

	it("[SS1] gives an id to its own event only", () => {
		expect(parse([bytes("id: 1\ndata: a\n\ndata: b\n\n")])).toEqual([
			{ event: "message", data: "a", id: "1" },
			{ event: "message", data: "b" },
		]);
	});

	it("[SS1] tells an id without data as a move of the reader's place", () => {
		expect(parse([bytes(":\nid: e1:9\n\n")])).toEqual([{ event: "", data: "", id: "e1:9" }]);
	});

	it("[SS1] drops what no empty line ended", () => {
		expect(parse([bytes("data: a\n\ndata: half"), bytes(" of it\n")])).toEqual([
			{ event: "message", data: "a" },
		]);
	});

	it("[SS1] reads the same however the bytes are cut", () => {
		const line = fc.constantFrom(
			"data: Zoë 🏮 says",
			"data:",
			"event: snapshot",
			"id: e:1",
			": note",
			"",
			"data: 二",
		);
		const ending = fc.constantFrom("\n", "\r\n", "\r");
		const text = fc
			.array(fc.tuple(line, ending), { maxLength: 30 })
			// A lone \r before a \n would be one ending, whatever was meant.
			.map((lines) => lines.map(([content, end]) => content + end).join(""));
		fc.assert(
			fc.property(text, fc.array(fc.nat(400), { maxLength: 12 }), (whole, cuts) => {
				const all = bytes(whole);
				const places = [...new Set([0, ...cuts.map((cut) => Math.min(cut, all.length)), all.length])];
				places.sort((a, b) => a - b);
				const chunks = places.slice(1).map((end, index) => all.subarray(places[index], end));
				expect(parse(chunks)).toEqual(parse([all]));
			}),
		);
	});

	it.each(["\n", "\r\n", "\r"])("[SS1] reads a long stream byte by byte, lines ended by %j", (end) => {
		const lines = Array.from({ length: 40 }, (_, n) => [`id: e:${n}`, `data: {"name":"Zoë ${n} 🏮"}`, ""]);
		const text = lines
			.flat()
			.map((line) => line + end)
			.join("");
		const whole = parse([bytes(text)]);
		expect(whole).toHaveLength(40);
		expect(parse([...bytes(text)].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
	});
});
