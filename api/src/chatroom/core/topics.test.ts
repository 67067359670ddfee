import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Topic } from "./society.js";
import { topicsOn } from "./topics.js";

const topic = (season?: Topic["season"]): Topic => ({
	id: "t",
	title: "Snow",
	category: "weather",
	...(season && { season }),
});

/** A day of a leap year, by its number. */
function dayOf(number: number): string {
	return new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(5, 10);
}

describe("topics of a day", () => {
	it("[CS10] are those without a season on any day", () => {
		expect(topicsOn("02-29", [topic()])).toHaveLength(1);
	});

	it("[CS10] are those whose season it is, both ends included, around New Year too", () => {
		const days = fc.nat({ max: 365 });
		fc.assert(
			fc.property(days, days, days, (from, to, today) => {
				const season = { from: dayOf(from), to: dayOf(to) };
				const since = (today - from + 366) % 366;
				const isIn = since <= (to - from + 366) % 366;
				expect(topicsOn(dayOf(today), [topic(season)])).toHaveLength(isIn ? 1 : 0);
			}),
		);
	});
});
