import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Numbered, placeAfter, planNumber, planTelling, type Told, toldFold } from "./told-topic.js";

/** Of whatever type: what a feature tells is its own. */
const message = (number: number): Numbered => ({
	number,
	type: `kind-${number % 3}`,
	data: `{"text":"${number}"}`,
});
const told = (number: number, since = 0): Told => ({ number, since });
const head = (offset: number) => ({ epoch: "e", offset });

describe("telling", () => {
	it("[XS27] goes on after what was told, and tells nothing twice", () => {
		const plan = planTelling(told(4), [3, 4, 5, 6].map(message), false);
		expect(plan.entries).toEqual([
			{ type: "kind-2", data: { text: "5" } },
			{ type: "kind-0", data: { text: "6" } },
		]);
		expect(plan.result).toEqual({ told: [message(5), message(6)], isWhole: true });
		expect(planTelling(told(6), [5, 6].map(message), false)).toEqual({
			entries: [],
			result: { told: [], isWhole: true },
		});
	});

	it("[XS27] leaves what does not follow, until everything that waits is at hand", () => {
		expect(planTelling(told(4), [message(6)], false)).toEqual({
			entries: [],
			result: { told: [], isWhole: false },
		});
		expect(planTelling(told(4), [5, 7].map(message), false).result).toEqual({
			told: [message(5)],
			isWhole: false,
		});
		expect(planTelling(told(4), [message(6)], true).entries).toEqual([
			{ type: "numbered", data: { number: 5 } },
			{ type: "kind-0", data: { text: "6" } },
		]);
	});

	it("[XS27] each message is told once and in order, whoever has which of them at hand", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 1_000 }),
				fc.integer({ min: 1, max: 12 }),
				fc.array(fc.tuple(fc.nat(11), fc.nat(4)), { maxLength: 20 }),
				(start, count, hands) => {
					const all = Array.from({ length: count }, (_, at) => message(start + 1 + at));
					const state = toldFold.empty();
					const entries: string[] = [];
					const write = (messages: readonly Numbered[], isAll: boolean): void => {
						const plan = planTelling(state, messages, isAll);
						for (const entry of plan.entries) toldFold.apply(state, entry);
						entries.push(...plan.result.told.map(({ data }) => data));
						if (isAll) expect(plan.result.isWhole).toBe(true);
					};
					for (const [from, length] of hands) {
						write(all.slice(from, from + length), false);
						// What the outbox holds is everything from the first that is not told.
						if (length === 0)
							write(
								all.filter(({ number }) => number > state.number),
								true,
							);
					}
					write(all, true);
					expect(entries).toEqual(all.map(({ data }) => data));
					expect(toldFold.load(toldFold.dump(state))).toEqual(state);
				},
			),
		);
	});

	it("[XS27] of what is erased ends for good: nothing up to that number is told any more", () => {
		const state = told(4);
		for (const entry of planNumber(state, 9).entries) toldFold.apply(state, entry);
		expect(planTelling(state, [5, 9].map(message), true).entries).toEqual([]);
		expect(planNumber(state, 9).entries).toEqual([]);
		expect(planTelling(state, [message(10)], false).result.isWhole).toBe(true);
	});
});

describe("the place of a message", () => {
	it("[XS28] is right after it: as many before the head as were told since", () => {
		expect(placeAfter(told(10, 4), head(20), 10)).toEqual(head(20));
		expect(placeAfter(told(10, 4), head(20), 7)).toEqual(head(17));
		expect(placeAfter(told(10, 4), head(20), 4)).toEqual(head(14));
		// What was never told has nothing behind it.
		expect(placeAfter(told(10, 4), head(20), 11)).toEqual(head(20));
	});

	it("[XS28] is not known where something else lies between, or the log has begun anew", () => {
		expect(placeAfter(told(10, 4), head(20), 3)).toBeUndefined();
		expect(placeAfter(told(10, 4), head(2), 7)).toBeUndefined();
		const state = told(10, 4);
		toldFold.skip?.(state, undefined);
		expect(placeAfter(state, head(20), 9)).toBeUndefined();
		expect(placeAfter(state, head(20), 10)).toEqual(head(20));
	});
});
