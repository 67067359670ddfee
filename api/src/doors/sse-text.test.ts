import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sseEvent, sseHeartbeat, sseRetry } from "./sse-text.js";
import { createSseParser } from "./testing/sse-parser.js";

describe("the text of server-sent events", () => {
	it("[DR9] is read back as it was, however it is cut", () => {
		const line = fc.string({ unit: "grapheme" }).filter((text) => !/[\r\n]/.test(text));
		const data = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"));
		fc.assert(
			fc.property(
				fc.array(data, { minLength: 1, maxLength: 4 }),
				fc.integer({ min: 1, max: 9 }),
				(all, step) => {
					const read: string[] = [];
					const parser = createSseParser((_, text) => read.push(text));
					const text = all
						.map((one, i) => sseEvent({ id: `e:${i}`, event: "tick", data: one }))
						.join(sseHeartbeat());
					for (let at = 0; at < text.length; at += step) parser.push(text.slice(at, at + step));
					expect(read).toEqual(all);
					expect(parser.lastEventId()).toBe(`e:${all.length - 1}`);
				},
			),
		);
	});

	it("[DR2] leaves the reader's id alone where an event has none", () => {
		expect(sseEvent({ event: "reset", data: "{}" })).toBe("event: reset\ndata: {}\n\n");
	});

	it("[DR8] moves the id without an event", () => {
		const parser = createSseParser(() => expect.unreachable());
		parser.push(sseRetry(1000) + sseHeartbeat() + sseHeartbeat("e:5"));
		expect(parser.lastEventId()).toBe("e:5");
	});
});
