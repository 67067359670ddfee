import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLine, readLines, readMemory, readQueues } from "./read-talk.js";

const maya = { id: "npc-1", name: "Maya", type: "npc" };
const line = {
	id: "l1",
	clusterId: "c",
	speaker: maya,
	content: "Hello.",
	at: 5,
	heardBy: ["7"],
	overheardBy: ["8"],
};

describe("reading talk", () => {
	it("[PG25] reads a line with who heard it", () => {
		expect(readLine(line)).toEqual(line);
		expect(readLine({ ...line, speaker: { id: "1000001", type: "player" } })?.speaker).toEqual({
			id: "1000001",
			name: "1000001",
			type: "player",
		});
	});

	it.each([
		["no object", 5],
		["without a speaker", { ...line, speaker: undefined }],
		["without an id", { ...line, id: 7 }],
		["without words", { ...line, content: null }],
		["without a time", { ...line, at: "now" }],
	])("[PG25] takes %s for none", (_, value) => expect(readLine(value)).toBeUndefined());

	it("[PG25] lists fresh state newest first", () => {
		const lines = [1, 3, 2].map((at) => ({ ...line, id: `l${at}`, at }));
		expect(readLines({ lines }).map(({ at }) => at)).toEqual([3, 2, 1]);
		expect(readLines(undefined)).toEqual([]);
	});

	it("[PG27] reads what an NPC remembers, newest first", () => {
		const heard = (at: number) => ({ speaker: maya, content: `at ${at}`, at });
		const memory = readMemory({
			summary: "Bo said 3 lines.",
			heard: [heard(1), { ...heard(2), overheard: true }, 5],
		});
		expect(memory.summary).toBe("Bo said 3 lines.");
		expect(memory.lines.map(({ at, overheard }) => [at, overheard])).toEqual([
			[2, true],
			[1, false],
		]);
		expect(readMemory(null)).toEqual({ summary: "", lines: [] });
	});

	it("[PG28] reads queues, before their first answer too", () => {
		const queues = [
			{ queue: "urgent", waiting: 2, active: 1, oldestSeconds: 0.4, latency: { p50: 0.1, p95: 0.3 } },
			{ queue: "conversation", latency: { p50: null, p95: null } },
			{ waiting: 5 },
		];
		expect(readQueues({ queues })).toEqual([
			{ name: "urgent", waiting: 2, active: 1, oldestSeconds: 0.4, p50: 0.1, p95: 0.3 },
			{ name: "conversation", waiting: 0, active: 0, oldestSeconds: 0, p50: undefined, p95: undefined },
		]);
	});

	it("never fails, whatever it is given", () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				for (const read of [readLine, readLines, readMemory, readQueues]) read(value);
				for (const field of ["lines", "heard", "queues"]) {
					for (const read of [readLines, readMemory, readQueues]) read({ [field]: [value] });
				}
			}),
		);
	});
});
