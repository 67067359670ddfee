import { and, gt, isNull, lte, or, sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { trendingTopics } from "../../db/schema.js";
import type { Topic } from "../core/society.js";
import { topicsOn } from "../core/topics.js";
import type { Run } from "./run.js";

/** What is talked of in a run: the same however often the pool is renewed after its time. Rejects where there is nothing. */
export async function readTopics(
	sql: Sql,
	{ runId, slot, day }: Pick<Run, "runId" | "slot" | "day">,
): Promise<readonly Topic[]> {
	const { id, since, until } = trendingTopics;
	const rows = await sql
		.select()
		.from(trendingTopics)
		.where(and(lte(since, slot), or(isNull(until), gt(until, slot))))
		// As bytes: its place in the pool is what a topic is drawn by, on every database alike.
		.orderBy(text`${id} collate "C"`);
	const topics = topicsOn(
		day,
		rows.map(({ seasonFrom, seasonTo, ...row }): Topic => ({
			id: row.id,
			title: row.title,
			category: row.category,
			...(seasonFrom !== null && seasonTo !== null && { season: { from: seasonFrom, to: seasonTo } }),
		})),
	);
	if (topics.length === 0)
		throw new Error(`there is nothing to talk of in the run ${runId}: no topic is of its day`);
	return topics;
}
