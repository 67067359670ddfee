import { eq, sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { trendingTopics } from "../../db/schema.js";
import type { Topic } from "../core/society.js";
import { topicsOfWeek, weekOf } from "./week-topics.js";

export interface TopicSource {
	readonly pool: readonly Topic[];
	readonly seed: string;
}

/**
 * Makes sure that the topics of the week of a time (unix seconds) stand in the database. Once there they stay as they
 * are, whatever the pool has become, so that a run that goes on talks of the same. To be called in a transaction.
 */
export async function refreshTopics(sql: Sql, { pool, seed }: TopicSource, time: number): Promise<void> {
	const { since, until } = weekOf(time);
	// Against others who look at the same time; readers are not kept waiting.
	await sql.execute(text`lock table ${trendingTopics} in share row exclusive mode`);
	if ((await sql.$count(trendingTopics, eq(trendingTopics.since, since))) > 0) return;
	const week = new Date(since * 1000).toISOString().slice(0, 10);
	const rows = topicsOfWeek(pool, { seed, since }).map(({ id, title, category, season }) => ({
		id: `${week}/${id}`,
		title,
		category,
		seasonFrom: season?.from ?? null,
		seasonTo: season?.to ?? null,
		since,
		until,
	}));
	if (rows.length > 0) await sql.insert(trendingTopics).values(rows);
}
