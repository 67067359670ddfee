import { describe, expect, it } from "vitest";
import { entryBytes, trimTopic, type TopicState } from "./topic-state.js";

const AMPLE = { maxEntries: 100, maxBytes: 1000, maxAgeSeconds: 100 };
const TEN: TopicState = { oldest: 1, swept: 1, head: 10, bytes: 100, checkpoint: 10 };

/** Entry `n` was taken at second `n` and weighs 10 bytes. */
const peek = (offset: number) => ({ at: offset, bytes: 10 });

describe("trimming a topic", () => {
	it("[LG8] keeps what fits", () => {
		expect(trimTopic(TEN, { retention: AMPLE, now: 10, peek })).toBe(TEN);
	});

	it.each([
		["count", { ...AMPLE, maxEntries: 4 }, 10, 7],
		["bytes", { ...AMPLE, maxBytes: 25 }, 10, 9],
		["age", { ...AMPLE, maxAgeSeconds: 5 }, 10, 5],
		["whichever is strictest", { maxEntries: 8, maxBytes: 55, maxAgeSeconds: 8 }, 10, 6],
		["all of it, when all is too old", AMPLE, 1000, 11],
	] as const)("[LG8] lets the oldest go by %s", (...[, retention, now, oldest]) => {
		const after = trimTopic(TEN, { retention, now, peek });
		expect(after).toEqual({ ...TEN, oldest, bytes: 10 * (11 - oldest) });
	});

	it("[LG8] stops at the checkpoint", () => {
		const after = trimTopic(
			{ ...TEN, checkpoint: 3 },
			{ retention: { ...AMPLE, maxEntries: 1 }, now: 10, peek },
		);
		expect(after.oldest).toBe(4);
	});

	it("[LG8] looks at no entry that it may not let go", () => {
		const { checkpoint: _, ...unchecked } = TEN;
		const never = (): never => {
			throw new Error("looked");
		};
		expect(trimTopic(unchecked, { retention: { ...AMPLE, maxEntries: 1 }, now: 10, peek: never })).toBe(
			unchecked,
		);
	});

	it("counts text in UTF-8", () => {
		expect(entryBytes({ type: "é", data: '"🐟"' })).toBe(2 + 6);
	});
});
