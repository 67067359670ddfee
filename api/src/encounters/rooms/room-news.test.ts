import { describe, expect, it } from "vitest";
import type { Cursor } from "../../log/cursor.js";
import { emptyState } from "../engine/state.js";
import { SYSTEM } from "../engine/testing/test-room.js";
import type { Stretch } from "./read-steps.js";
import { BLOCK, RECENT } from "./room-limits.js";
import { createNewsroom } from "./room-news.js";
import { createStep, type Step } from "./step.js";

const at = (offset: number, epoch = "one"): Cursor => ({ epoch, offset });

function step(cursor: Cursor): Step {
	const data = { by: SYSTEM, at: 0, events: [], result: { ok: true } } as const;
	return createStep({
		cursor,
		entry: { type: "command", data },
		before: emptyState(),
		after: emptyState(),
	});
}

/** A newsroom whose log holds so many entries, and what was asked of that. */
function newsroom(held: () => number) {
	const asked: number[] = [];
	const news = createNewsroom({
		roomId: "room",
		read: async ({ after: { epoch, offset }, count }: Stretch) => {
			asked.push(offset);
			const length = epoch === "one" ? Math.max(0, Math.min(count, held() - offset)) : 0;
			return Array.from({ length }, (_, index) => step(at(offset + 1 + index)));
		},
	});
	const add = (from: number, to: number, epoch?: string): void => {
		for (let offset = from; offset <= to; offset += 1) news.add(step(at(offset, epoch)));
	};
	const after = async (cursor: Cursor) => (await news.after(cursor))?.cursor;
	return { news, asked, add, after };
}

describe("what all who follow a room share", () => {
	it("[RM14] has the newest entries at hand, and asks the log once for those further back", async () => {
		const { asked, add, after } = newsroom(() => 1_000);
		add(501, 1_000);
		for (let offset = 1_000 - RECENT; offset < 1_000; offset += 1) {
			expect(await after(at(offset))).toEqual(at(offset + 1));
		}
		expect(asked).toEqual([]);
		await Promise.all([0, 5, BLOCK - 1].map(async (offset) => after(at(offset))));
		for (const offset of [0, 5, BLOCK - 1]) expect(await after(at(offset))).toEqual(at(offset + 1));
		expect(asked).toEqual([0]);
		expect(await after(at(BLOCK))).toEqual(at(BLOCK + 1));
		expect(asked).toEqual([0, BLOCK]);
	});

	it("[RM14] asks anew where the log holds more than it did, or failed", async () => {
		let held = 3;
		const { asked, after } = newsroom(() => held);
		expect(await after(at(2))).toEqual(at(3));
		expect(await after(at(3))).toBeUndefined();
		held = 5;
		expect(await after(at(3))).toEqual(at(4));
		expect(asked).toEqual([0, 0, 0]);
		let fails = true;
		const failing = createNewsroom({
			roomId: "room",
			read: async () => {
				if (fails) throw new Error("away");
				return [step(at(1))];
			},
		});
		await expect(failing.after(at(0))).rejects.toThrow("away");
		fails = false;
		expect((await failing.after(at(0)))?.cursor).toEqual(at(1));
	});

	it("[RM16] lets go of what does not lead on, and takes no history for another", async () => {
		const { news, asked, add, after } = newsroom(() => 4);
		add(5, 8);
		expect(await after(at(1))).toEqual(at(2));
		// It was brought back as a whole, further on.
		news.add(undefined);
		add(21, 22);
		expect(await after(at(8))).toBeUndefined();
		expect(await after(at(1))).toEqual(at(2));
		expect(asked).toEqual([0, 0]);
		expect(await after(at(21))).toEqual(at(22));
		expect(await after(at(21, "two"))).toBeUndefined();
		news.add(undefined);
		const before = asked.length;
		add(1, 2, "two");
		expect(await after(at(0, "two"))).toEqual(at(1, "two"));
		expect(asked).toHaveLength(before);
	});

	it("[RM17] wakes those who are there, with each entry", () => {
		const { news, add } = newsroom(() => 0);
		const woken: string[] = [];
		const leave = news.join(() => woken.push("one"));
		news.join(() => woken.push("other"));
		add(1, 1);
		leave();
		news.add(undefined);
		expect(woken).toEqual(["one", "other", "other"]);
		expect(news.members()).toBe(1);
	});
});
