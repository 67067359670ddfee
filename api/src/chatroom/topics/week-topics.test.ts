import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORIES } from "../core/society.js";
import { topicsOn } from "../core/topics.js";
import { SHIPPED_TOPICS } from "./testing/shipped-topics.js";
import { loadTopics } from "./topic-file.js";
import { topicsOfWeek, weekOf } from "./week-topics.js";

const at = (text: string): number => Date.parse(text) / 1000;
const WEEK = 7 * 86_400;
const pool = await loadTopics(SHIPPED_TOPICS);
const idsOf = (since: number, seed = "earshot"): string[] =>
	topicsOfWeek(pool, { seed, since }).map(({ id }) => id);

describe("weeks", () => {
	it("[CG57] go from Monday to Monday, midnight UTC", () => {
		expect(weekOf(at("2026-11-21T06:00:00Z"))).toEqual({
			since: at("2026-11-16T00:00:00Z"),
			until: at("2026-11-23T00:00:00Z"),
		});
		expect(weekOf(at("2026-11-23T00:00:00Z")).since).toBe(at("2026-11-23T00:00:00Z"));
		expect(weekOf(at("1969-12-31T00:00:00Z")).since).toBe(at("1969-12-29T00:00:00Z"));
	});

	it("[CG57] hold the time that they are asked by", () => {
		fc.assert(
			fc.property(fc.integer({ min: -1e10, max: 1e10 }), (time) => {
				const { since, until } = weekOf(time);
				expect(since <= time && time < until && until - since === WEEK).toBe(true);
				expect(new Date(since * 1000).getUTCDay()).toBe(1);
			}),
		);
	});
});

describe("topics of a week", () => {
	it("[CG57] are three everyday ones of each category", () => {
		const topics = topicsOfWeek(pool, { seed: "earshot", since: at("2026-11-16T00:00:00Z") });
		for (const category of CATEGORIES) {
			const everyday = topics.filter((topic) => topic.category === category && !topic.season);
			expect(everyday, category).toHaveLength(3);
		}
	});

	it("[CG57] are the same for the same seed, in whatever order the pool is", () => {
		const since = at("2026-11-16T00:00:00Z");
		const orders = fc.shuffledSubarray([...pool], { minLength: pool.length });
		fc.assert(
			fc.property(orders, (order) => {
				expect(topicsOfWeek(order, { seed: "earshot", since }).map(({ id }) => id)).toEqual(idsOf(since));
			}),
			{ numRuns: 20 },
		);
		expect(idsOf(since, "another")).not.toEqual(idsOf(since));
	});

	it("[CG57] change from week to week, and each topic has its turn", () => {
		const first = at("2026-01-05T00:00:00Z");
		const weeks = Array.from({ length: 52 }, (_, week) => idsOf(first + week * WEEK));
		for (const [week, ids] of weeks.slice(1).entries()) {
			const kept = ids.filter((id) => weeks[week]!.includes(id));
			expect(kept.length / ids.length, String(week)).toBeLessThan(0.85);
		}
		expect(new Set(weeks.flat()).size).toBe(pool.length);
	});

	it("[CG57] hold every one whose season it is on any of its days, on any clock", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z") }),
				(time) => {
					const ids = idsOf(weekOf(time).since);
					for (const hours of [-12, 0, 14]) {
						const day = new Date((time + hours * 3_600) * 1000).toISOString().slice(5, 10);
						const seasonal = topicsOn(day, pool).filter(({ season }) => season);
						expect(ids).toEqual(expect.arrayContaining(seasonal.map(({ id }) => id)));
					}
				},
			),
			{ numRuns: 100 },
		);
		expect(idsOf(at("2026-07-06T00:00:00Z"))).not.toContain("the-snowball-tournament");
	});
});
