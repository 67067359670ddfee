import { seededRandom } from "../../wording/random.js";
import type { Topic } from "../core/society.js";
import { topicsOn } from "../core/topics.js";

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;

/** The first Monday, in unix seconds: weeks are counted by UTC, whatever clock the schedule goes by. */
const FIRST_MONDAY = 4 * DAY_SECONDS;

/** Everyday topics of a category that are talked of in one week: few enough that the next week has others. */
const A_WEEK = 3;

/** A week, from Monday to Monday, in unix seconds; `until` is the next one's. */
export interface Week {
	readonly since: number;
	readonly until: number;
}

export function weekOf(time: number): Week {
	const since = FIRST_MONDAY + Math.floor((time - FIRST_MONDAY) / WEEK_SECONDS) * WEEK_SECONDS;
	return { since, until: since + WEEK_SECONDS };
}

/**
 * What of a pool is talked of in a week: some everyday topics of each category, by chance, and all that have their season
 * within it. Whoever asks with the same seed is answered the same, in whatever order the pool is.
 */
export function topicsOfWeek(
	pool: readonly Topic[],
	{ seed, since }: { readonly seed: string; readonly since: number },
): readonly Topic[] {
	const days = daysAround(since);
	const chance = (id: string): number => seededRandom(JSON.stringify([seed, "topics", since, id]))();
	const drawn = pool
		.map((topic) => ({ topic, chance: chance(topic.id) }))
		.sort((one, other) => one.chance - other.chance || (one.topic.id < other.topic.id ? -1 : 1));
	const taken = new Map<string, number>();
	return drawn.flatMap(({ topic }) => {
		if (topic.season) return days.some((day) => topicsOn(day, [topic]).length > 0) ? [topic] : [];
		const count = (taken.get(topic.category) ?? 0) + 1;
		taken.set(topic.category, count);
		return count <= A_WEEK ? [topic] : [];
	});
}

/** Its days as `MM-DD`, and one more at either end: on other clocks it begins and ends up to a day apart. */
function daysAround(since: number): readonly string[] {
	return Array.from({ length: 9 }, (_, index) =>
		new Date((since + (index - 1) * DAY_SECONDS) * 1000).toISOString().slice(5, 10),
	);
}
