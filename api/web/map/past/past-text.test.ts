import { describe, expect, it } from "vitest";
import { oldestOfGone, readFrames, readHeld, readPastWorld } from "./past-answers.js";
import { SLIDER_KEYS, valueText } from "./past-text.js";
import { CLOSED, type PastView } from "./past-view.js";

const view: PastView = { ...CLOSED, isOpen: true, range: { oldest: 1, newest: 9 } };

describe("valueText", () => {
	it("[PG33] says live, or tick, time and age, or the tick alone while it comes", () => {
		expect(valueText(view, 100)).toBe("Live");
		expect(valueText({ ...view, tick: 1_234, at: 40 }, 100)).toMatch(/^Tick 1,234, .*:00:40.*, 60 s ago$/);
		expect(valueText({ ...view, tick: 7, at: 40, isLoading: true }, 100)).toBe("Tick 7");
	});

	it("[PG33] has a step for each key of a slider", () => {
		expect(SLIDER_KEYS).toMatchObject({ ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 });
		expect(SLIDER_KEYS["a"]).toBeUndefined();
	});
});

describe("answers about the past", () => {
	it("[PG18] are read defensively", () => {
		const moment = { tick: 3, timestamp: 1.5 };
		expect(readHeld({ oldest: moment, newest: moment, archived: [moment, {}, null] })).toEqual({
			oldest: moment,
			archived: [moment],
		});
		for (const wrong of [null, 5, {}, { oldest: null, archived: "x" }]) {
			expect(readHeld(wrong)).toEqual({ oldest: undefined, archived: [] });
		}
		expect(oldestOfGone({ oldestTick: 7 })).toBe(7);
		expect([undefined, null, {}, { oldestTick: null }].map(oldestOfGone)).toEqual(Array(4).fill(undefined));
	});

	it("[PG18] bring worlds and ticks of a cast", () => {
		const fullState = { entities: [{ id: "a", type: "npc" }] };
		expect(readPastWorld({ tick: 3, timestamp: 9, fullState })).toMatchObject({ tick: 3, timestamp: 9 });
		expect(() => readPastWorld({ tick: 3 })).toThrow("fullState");
		const snapshot = {
			tick: 4,
			timestamp: 2,
			limitedCast: { entityRemoved: ["a"] },
			fullCast: { events: [] },
		};
		const answer = { snapshots: [snapshot, { tick: 5 }, null] };
		const frame = { tick: 4, timestamp: 2, span: 1 };
		expect(readFrames(answer, "full")).toEqual([{ ...frame, changes: { events: [] } }]);
		expect(readFrames(answer, "limited")).toEqual([{ ...frame, changes: { entityRemoved: ["a"] } }]);
	});
});
