import type { Topic } from "./society.js";

/** Of some topics those that are talked of on a day of the year, as `MM-DD`: all without a season, and those in theirs. */
export function topicsOn(day: string, topics: readonly Topic[]): readonly Topic[] {
	return topics.filter(({ season }) => {
		if (!season) return true;
		const { from, to } = season;
		// Written so, days sort as text.
		return from <= to ? from <= day && day <= to : from <= day || day <= to;
	});
}
