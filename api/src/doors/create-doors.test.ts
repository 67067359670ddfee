import { describe, expect, it } from "vitest";
import type { Log } from "../log/log.js";
import { watchesLate } from "./testing/faulty-log.js";
import { NOTES_TOPIC, useNotes, type NotesFixture } from "./testing/notes-fixture.js";

const current = useNotes();

describe("readers", () => {
	it("[DR17] are streams, polls under way, and polls of the last half minute", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start();
		const reader = await notes.stream();
		await notes.poll({ cursor, wait: 0 });
		await notes.poll({ cursor, wait: 0 });
		expect(notes.server.doors.readers(NOTES_TOPIC)).toBe(2);
		await notes.poll({});
		expect(notes.server.doors.readers(NOTES_TOPIC)).toBe(3);
		expect(notes.server.doors.readers("world:other")).toBe(0);
		reader.leave();
		await notes.settled(() => notes.server.doors.readers(NOTES_TOPIC) === 2);
		notes.now += 31;
		expect(notes.server.doors.readers(NOTES_TOPIC)).toBe(0);
	});
});

describe("what is appended while a reader arrives", () => {
	async function arrivals(notes: NotesFixture, log: Log): Promise<number> {
		await notes.start(notes.view(), {}, log);
		let missed = 0;
		for (let turn = 0; turn < 30; turn++) {
			const cursor = await notes.append("before");
			const opening = notes.stream(cursor);
			await new Promise((resolve) => setTimeout(resolve, turn % 5));
			await notes.append("now");
			const reader = await opening;
			const isThere = await reader.has(1, 60);
			if (!isThere) missed += 1;
			reader.leave();
		}
		return missed;
	}

	it("[DR6] is not lost between backfill and watch", async () => {
		const notes = current();
		expect(await arrivals(notes, notes.log)).toBe(0);
	});

	it("would be lost by a door that watches after it has read", async () => {
		const notes = current();
		expect(await arrivals(notes, watchesLate(notes.log, 30))).toBeGreaterThan(0);
	});
});
