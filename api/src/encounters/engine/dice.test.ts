import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dieAt, modeOf, parseDice, roll, rollD20, totalOf, writeDice } from "./dice.js";
import { createDraft } from "./draft.js";
import { emptyState } from "./state.js";

/** Of chi-square with 19 degrees of freedom, passed by chance once in 10,000. */
const LIMIT = 53;
const THROWS = 20_000;

function draft(seed = "seed") {
	return createDraft({ ...emptyState(), roller: { seed, position: 0 } }, 0);
}

describe("dice", () => {
	it("[EN22] reads what is written, and writes what it read", () => {
		const plus = fc.integer({ min: -9_999, max: 9_999 });
		const dice = fc.record({
			count: fc.integer({ min: 1, max: 100 }),
			sides: fc.integer({ min: 1, max: 100 }),
			plus,
		});
		fc.assert(
			fc.property(dice, fc.option(fc.constantFrom("highest" as const, "lowest" as const)), (one, which) => {
				const meant = which ? { ...one, keep: { which, count: 1 } } : one;
				expect(parseDice(writeDice(meant))).toEqual(meant);
			}),
		);
		expect(parseDice("D6")).toEqual({ count: 1, sides: 6, plus: 0 });
		expect(parseDice(" 2d6 + 3 ")).toEqual({ count: 2, sides: 6, plus: 3 });
		expect(parseDice("7")).toEqual({ count: 0, sides: 1, plus: 7 });
	});

	it("[EN22] does not read what is none, or more than a hand can hold", () => {
		const wrong = [
			"",
			"d",
			"2d",
			"101d6",
			"0d6",
			"1d0",
			"1d101",
			"2d6kh3",
			"2d6kh0",
			"1d6++1",
			"1d6x",
			"1d6kh",
		];
		for (const text of wrong) expect(parseDice(text)).toBeUndefined();
	});

	it("[EN23] fall evenly, and not after one another", () => {
		const faces = Array<number>(20).fill(0);
		let same = 0;
		for (let position = 0; position < THROWS; position += 1) {
			const die = dieAt({ seed: "a seed", position }, 20);
			faces[die - 1]! += 1;
			if (die === dieAt({ seed: "a seed", position: position + 1 }, 20)) same += 1;
		}
		const each = THROWS / 20;
		expect(faces.reduce((sum, count) => sum + (count - each) ** 2 / each, 0)).toBeLessThan(LIMIT);
		expect(Math.abs(same - each)).toBeLessThan(5 * Math.sqrt(each));
	});

	it("[EN23] stay within their sides and add up", () => {
		fc.assert(
			fc.property(
				fc.string(),
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 100 }),
				(seed, count, sides) => {
					const to = draft(seed);
					const total = roll(to, `${String(count)}d${String(sides)}+2`, { entityId: null, for: "fun" });
					const event = to.events()[0]!;
					expect(event).toMatchObject({ type: "ROLLED", total });
					const rolls = event.type === "ROLLED" ? event.rolls : [];
					expect(rolls).toHaveLength(count);
					expect(rolls.every((die) => die >= 1 && die <= sides)).toBe(true);
					expect(total).toBe(rolls.reduce((sum, die) => sum + die, 2));
					expect(to.state().roller.position).toBe(count);
				},
			),
		);
	});

	it("[EN24] keep the better of two with advantage, the worse with disadvantage", () => {
		fc.assert(
			fc.property(
				fc.string(),
				fc.constantFrom("advantage" as const, "disadvantage" as const),
				(seed, mode) => {
					const to = draft(seed);
					const { natural, total } = rollD20(to, -3, { mode, entityId: null, for: "attack" });
					const event = to.events()[0]!;
					const rolls = event.type === "ROLLED" ? event.rolls : [];
					expect(rolls).toHaveLength(2);
					expect(natural).toBe(mode === "advantage" ? Math.max(...rolls) : Math.min(...rolls));
					expect(total).toBe(natural - 3);
				},
			),
		);
		expect(totalOf({ count: 4, sides: 6, plus: 1, keep: { which: "highest", count: 3 } }, [1, 6, 2, 5])).toBe(
			14,
		);
	});

	it("[EN24] cancel out, however many there are of each", () => {
		expect([modeOf(0, 0), modeOf(3, 1), modeOf(1, 0), modeOf(0, 2)]).toEqual([
			"normal",
			"normal",
			"advantage",
			"disadvantage",
		]);
	});

	it("[EN25] are thrown twice for a critical hit, their bonus counting once", () => {
		const to = draft();
		roll(to, "2d6+3", { entityId: null, for: "damage", isCritical: true });
		expect(to.events()[0]).toMatchObject({ dice: "4d6+3" });
	});

	it("[EN23] are the same again from the same place, so that no way back lets one throw anew", () => {
		const [one, other] = [draft("x"), draft("x")];
		const thrown = [one, other].map((to) =>
			[1, 2, 3].map(() => roll(to, "1d100", { entityId: null, for: "fun" })),
		);
		expect(thrown[0]).toEqual(thrown[1]);
		expect(new Set(thrown[0]).size).toBeGreaterThan(1);
	});
});
