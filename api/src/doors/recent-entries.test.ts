import { describe, expect, it } from "vitest";
import { createDoorCounts } from "./door-counts.js";
import { createRecentEntries } from "./recent-entries.js";
import type { TopicView } from "./topic-view.js";

function entry(offset: number, data = "1") {
	return { offset, type: "note", at: 0, data };
}

function view(key: string): TopicView {
	return {
		topic: "t",
		key,
		frame: ({ offset, data }) => (offset % 2 ? { event: key, data } : undefined),
		fresh: () => Promise.reject(new Error("not here")),
	};
}

describe("recent entries", () => {
	it("know the entry after a cursor of their epoch, where they hold it", () => {
		const recent = createRecentEntries(createDoorCounts());
		expect(recent.after({ epoch: "e", offset: 0 })).toBeUndefined();
		recent.restart({ epoch: "e", offset: 5 });
		recent.add(entry(6));
		recent.add(entry(7));
		expect(recent.after({ epoch: "e", offset: 5 })?.cursor.offset).toBe(6);
		expect(recent.after({ epoch: "e", offset: 6 })?.cursor.offset).toBe(7);
		for (const offset of [3, 4, 7, 8, 99]) expect(recent.after({ epoch: "e", offset })).toBeUndefined();
		expect(recent.after({ epoch: "other", offset: 5 })).toBeUndefined();
		expect(recent.head()).toEqual({ epoch: "e", offset: 7 });
	});

	it("are bounded in number and in size", () => {
		const recent = createRecentEntries(createDoorCounts());
		recent.restart({ epoch: "e", offset: 0 });
		for (let offset = 1; offset <= 300; offset++) recent.add(entry(offset));
		expect(recent.after({ epoch: "e", offset: 43 })).toBeUndefined();
		expect(recent.after({ epoch: "e", offset: 44 })?.cursor.offset).toBe(45);
		recent.add(entry(301, "x".repeat(3_000_000)));
		expect(recent.after({ epoch: "e", offset: 300 })).toBeUndefined();
		recent.add(entry(302));
		expect(recent.after({ epoch: "e", offset: 301 })?.cursor.offset).toBe(302);
	});

	it("let go of what the log has forgotten", () => {
		const recent = createRecentEntries(createDoorCounts());
		recent.restart({ epoch: "e", offset: 0 });
		for (let offset = 1; offset <= 4; offset++) recent.add(entry(offset));
		recent.forgetBefore(3);
		expect(recent.after({ epoch: "e", offset: 1 })).toBeUndefined();
		expect(recent.after({ epoch: "e", offset: 2 })?.cursor.offset).toBe(3);
		recent.forgetBefore(9);
		expect(recent.after({ epoch: "e", offset: 3 })).toBeUndefined();
		expect(recent.head()).toEqual({ epoch: "e", offset: 4 });
	});

	it("[DR10] make a frame once for each kind of view, an absent one too", () => {
		const counts = createDoorCounts();
		const recent = createRecentEntries(counts);
		recent.restart({ epoch: "e", offset: 0 });
		recent.add(entry(1));
		recent.add(entry(2));
		const first = recent.after({ epoch: "e", offset: 0 })!;
		expect(first.frame(view("a"))).toBe(first.frame(view("a")));
		expect(first.frame(view("a"))!.sse()).toBe(first.frame(view("a"))!.sse());
		expect(first.frame(view("b"))!.json()).toBe('{"event":"b","data":1}');
		expect(recent.after({ epoch: "e", offset: 1 })!.frame(view("a"))).toBeUndefined();
		expect(counts.framed).toBe(2);
	});
});
