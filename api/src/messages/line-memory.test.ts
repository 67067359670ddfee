import { describe, expect, it } from "vitest";
import { keepNewest } from "../log/keep-newest.js";
import { dumpLines, emptyLines, keepLine, loadLines } from "./line-memory.js";
import type { DumpedLines, KeptLine } from "./line-memory.js";
import { npc } from "./testing/test-talk.js";

const said = (id: string, at: number): KeptLine => ({ id, at, speaker: npc("a"), content: `word${id}` });

describe("lines that are kept", () => {
	it("[MS1] stand in the order of their times, then ids, however they come", () => {
		const memory = emptyLines<KeptLine>();
		for (const line of [said("c", 2), said("a", 2), said("b", 1), said("d", 3), said("b2", 1)]) {
			keepLine(memory, line, 10);
		}
		expect(memory.lines.map(({ id }) => id)).toEqual(["b", "b2", "a", "c", "d"]);
	});

	it("[MS2] are the newest; a late one that is older than all goes straight into the summary", () => {
		const memory = emptyLines<KeptLine>();
		for (const line of [said("x", 5), said("y", 6), said("old", 1)]) keepLine(memory, line, 2);
		expect(memory.lines.map(({ id }) => id)).toEqual(["x", "y"]);
		expect(memory.summary.get("a")).toEqual({ name: "Npc a", lines: 1, words: new Map([["wordold", 1]]) });
	});

	it("[MS5] come back as they were", () => {
		const memory = emptyLines<KeptLine>();
		for (const line of [said("x", 5), said("y", 6), said("z", 7)]) keepLine(memory, line, 2);
		const text = JSON.stringify(dumpLines(memory));
		expect(loadLines(JSON.parse(text) as DumpedLines<KeptLine>)).toEqual(memory);
	});
});

describe("a bounded map", () => {
	it("[MS6] forgets what was set longest ago", () => {
		const map = new Map<string, number>();
		for (const [at, key] of ["a", "b", "a", "c"].entries()) keepNewest(map, [key, at], 2);
		expect([...map]).toEqual([
			["a", 2],
			["c", 3],
		]);
	});
});
