import { desc, eq, type SQL, sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { generationLog, runShards } from "../../db/schema.js";
import type { RunWire } from "../chatroom-wire.js";

/** How a run stands, without a guess when it is done. */
export type RunCounts = Omit<RunWire, "eta_seconds">;

const sumOf = (what: SQL) => text<number>`coalesce(sum(${what}), 0)::int`;

async function countRuns(sql: Sql, { runId, limit }: { readonly runId?: string; readonly limit: number }) {
	return sql
		.select({
			run_id: generationLog.runId,
			slot: generationLog.slot,
			started_at: generationLog.startedAt,
			finished_at: generationLog.finishedAt,
			// Who left since the run began is not missed in what is done.
			users: sumOf(
				text`case when ${runShards.isDone} then ${runShards.users} else greatest(${runShards.total}, ${runShards.users}) end`,
			),
			users_done: sumOf(text`${runShards.users}`),
			conversations: sumOf(text`${runShards.talked}`),
			skipped: sumOf(text`${runShards.skipped}`),
			ran_away: sumOf(text`${runShards.ranAway}`),
		})
		.from(generationLog)
		.leftJoin(runShards, eq(runShards.runId, generationLog.runId))
		.where(runId === undefined ? undefined : eq(generationLog.runId, runId))
		.groupBy(generationLog.runId)
		.orderBy(desc(generationLog.slot), desc(generationLog.runId))
		.limit(limit);
}

/** How a run stands that was begun. */
export async function countRun(sql: Sql, runId: string): Promise<RunCounts> {
	const [run] = await countRuns(sql, { runId, limit: 1 });
	return run!;
}

/** From where a guess is made: users that were done at a time in unix seconds. */
export interface Since {
	readonly at: number;
	readonly usersDone: number;
}

/** Seconds until a run is done, going on as it did since then; null before there is anything to tell it by. */
export function etaOf(
	{ users, users_done: done, finished_at: finished }: RunCounts,
	now: number,
	since: Since,
): number | null {
	if (finished !== null) return 0;
	const doneSince = done - since.usersDone;
	return doneSince > 0 ? ((now - since.at) / doneSince) * (users - done) : null;
}

/** Runs as they stand at a time in unix seconds, newest first. */
export async function readRuns(
	sql: Sql,
	{ limit, now }: { readonly limit: number; readonly now: number },
): Promise<readonly RunWire[]> {
	const runs = await countRuns(sql, { limit });
	return runs.map((run) => ({ ...run, eta_seconds: etaOf(run, now, { at: run.started_at, usersDone: 0 }) }));
}
