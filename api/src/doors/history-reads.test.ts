import fc from "fast-check";
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
		expect(await history.after(at(3))).toEqual(together[0]);
		expect(together[1]).toEqual(together[0]);
		expect(reads()).toBe(1);
		expect(together[0]).toMatchObject({ ok: true, entries: { length: 7 } });
	});

	it("[DR44] are one for those who were cut off in the middle of a tick, whoever of them comes first", async () => {
		const { history, reads, at } = await filled(100);
		const offsets = [20, 21, 18, 20, 60, 17];
		const found = await Promise.all(offsets.map((offset) => history.after(at(offset))));
		expect(reads()).toBe(1);
		for (const [index, offset] of offsets.entries()) {
			const one = found[index]!;
			expect(one.ok && one.entries[0]?.cursor).toEqual(at(offset + 1));
		}
	});

	it("[DR1] [DR44] give what follows a place and leave nothing out, whoever else asks and whatever is forgotten", async () => {
		const plans = fc.integer({ min: 1, max: 200 }).chain((total) => {
			const offset = fc.nat({ max: total + 3 });
			return fc.record({
				total: fc.constant(total),
				lost: fc.nat({ max: total }),
				asked: fc.array(offset, { minLength: 1, maxLength: 12 }),
				isTogether: fc.boolean(),
			});
		});
		await fc.assert(
			fc.asyncProperty(plans, async ({ total, lost, asked, isTogether }) => {
				const { log, history, at } = await filled(total);
				await log.checkpoint(TOPIC, { offset: lost, value: "" });
				await log.forget(TOPIC, lost);
				const one = async (offset: number): Promise<void> => {
					const found = await history.after(at(offset));
					expect(found.ok).toBe((await log.read(TOPIC, at(offset), 1)).ok);
					const offsets = found.ok ? found.entries.map(({ cursor }) => cursor.offset) : [];
					expect(offsets).toEqual(offsets.map((_, index) => offset + 1 + index));
					if (found.ok) expect(offsets.length > 0).toBe(offset < total);
				};
				if (isTogether) await Promise.all(asked.map(one));
				else for (const offset of asked) await one(offset);
			}),
		);
	});

	it("[DR44] are one at the head too, where nothing follows", async () => {
		const { history, reads, at } = await filled(10);
		expect(await history.after(at(10))).toEqual({ ok: true, entries: [] });
		expect(reads()).toBe(1);
	});

	it("[DR44] that gave nothing are made again", async () => {
		const { log, history, at } = await filled(1);
		expect(await history.after(at(1))).toEqual({ ok: true, entries: [] });
		await log.append(TOPIC, [{ type: "n", data: "1" }]);
		expect(await history.after(at(1))).toMatchObject({ entries: [{ cursor: at(2) }] });
		expect(await history.after(at(9))).toMatchObject({ ok: false, reason: "future" });
	});

	it("[LG17] [DR44] are let go of with what the log has forgotten, and the oldest beyond a few", async () => {
		const { history, reads, at } = await filled(500);
		history.forgetBefore(3);
		await history.after(at(2));
		await history.after(at(2));
		expect(reads()).toBe(1);
		history.forgetBefore(4);
		for (const offset of [2, 100, 200, 300, 400, 2]) await history.after(at(offset));
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
