import { describe, expect, it } from "vitest";
import type { Log } from "../log/log.js";
import { createMemoryLog } from "../log/memory-log.js";
import { createDoorCounts } from "./door-counts.js";
import { createHistoryReads } from "./history-reads.js";
import { useNotes } from "./testing/notes-fixture.js";

const TOPIC = "t";

async function filled(count: number) {
	const log = createMemoryLog();
	const entries = Array.from({ length: count }, (_, i) => ({ type: "n", data: String(i) }));
	const { epoch } = await log.append(TOPIC, entries);
	let reads = 0;
	const counting: Log = {
		...log,
		read: (...input) => {
			reads += 1;
			return log.read(...input);
		},
	};
	const history = createHistoryReads(counting, TOPIC, createDoorCounts());
	return { log, history, reads: () => reads, at: (offset: number) => ({ epoch, offset }) };
}

describe("reads of the past", () => {
	it("[DR44] are one for all who stand at the same place, at once or later", async () => {
		const { history, reads, at } = await filled(10);
		const together = await Promise.all([history.after(at(3)), history.after(at(3))]);
		expect(await history.after(at(3))).toBe(together[0]);
		expect(together[1]).toBe(together[0]);
		expect(reads()).toBe(1);
		expect(together[0]).toMatchObject({ ok: true, entries: { length: 7 } });
	});

	it("[DR44] that gave nothing are made again", async () => {
		const { log, history, at } = await filled(1);
		expect(await history.after(at(1))).toEqual({ ok: true, entries: [] });
		await log.append(TOPIC, [{ type: "n", data: "1" }]);
		expect(await history.after(at(1))).toMatchObject({ entries: [{ cursor: at(2) }] });
		expect(await history.after(at(9))).toMatchObject({ ok: false, reason: "future" });
	});

	it("[LG17] [DR44] are let go of with what the log has forgotten, and the oldest beyond a few", async () => {
		const { history, reads, at } = await filled(10);
		await history.after(at(2));
		history.forgetBefore(3);
		await history.after(at(2));
		expect(reads()).toBe(1);
		history.forgetBefore(4);
		for (const offset of [2, 3, 4, 5, 6, 2]) await history.after(at(offset));
		expect(reads()).toBe(7);
	});
});

describe("a place's readers who come back together", () => {
	const current = useNotes();

	it("[DR44] cost the log one read, and each entry one frame", async () => {
		const notes = current();
		notes.log = createMemoryLog();
		const cursor = await notes.append("a");
		await notes.append("b", "c", "d");
		let reads = 0;
		const counting: Log = {
			...notes.log,
			read: (...input) => {
				reads += 1;
				return notes.log.read(...input);
			},
		};
		await notes.start(notes.view(), {}, counting);
		const readers = await Promise.all(Array.from({ length: 50 }, () => notes.stream(cursor)));
		for (const reader of readers) await reader.events(3);
		expect(reads).toBe(1);
		expect(notes.server.doors.counts()).toMatchObject({ framed: 3, delivered: 150 });
	});
});
