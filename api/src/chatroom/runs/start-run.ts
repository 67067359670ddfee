import { and, asc, eq, isNull, sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { chatroomUsers, generationLog, runShards } from "../../db/schema.js";
import { ensureMonths } from "./months.js";
import type { Run, RunDeps } from "./run.js";
import { SHARDS } from "./shard.js";

const COLUMNS = {
	runId: generationLog.runId,
	slot: generationLog.slot,
	day: generationLog.day,
	seed: generationLog.seed,
};

/** Begins a run, or finds it where it was begun before: gives it as it was begun first. */
export async function ensureRun(deps: Pick<RunDeps, "database" | "now">, run: Run): Promise<Run> {
	const { database, now } = deps;
	const { runId, slot } = run;
	await ensureMonths(database, slot);
	return database.transaction(async (sql) => {
		const begun = await sql
			.insert(generationLog)
			.values({ ...run, startedAt: now() })
			.onConflictDoNothing()
			.returning(COLUMNS);
		if (begun.length === 0) {
			// A statement of its own: the other's row was not there yet when the insert began.
			const [found] = await sql.select(COLUMNS).from(generationLog).where(eq(generationLog.runId, runId));
			return found!;
		}
		await sql.execute(text`
			insert into ${runShards} (run_id, shard, total, is_done)
			select ${runId}, shards.shard, coalesce(members.total, 0), members.total is null
			from generate_series(0, ${SHARDS - 1}::int) as shards(shard)
			left join (
				select shard, count(*)::int as total from ${chatroomUsers} where joined_at < ${slot} group by shard
			) as members on members.shard = shards.shard
		`);
		return begun[0]!;
	});
}

/** Runs that were begun and not finished, the oldest first. */
export async function unfinishedRuns({ database }: Pick<RunDeps, "database">): Promise<readonly Run[]> {
	return database.run((sql) =>
		sql
			.select(COLUMNS)
			.from(generationLog)
			.where(isNull(generationLog.finishedAt))
			.orderBy(asc(generationLog.slot)),
	);
}

/** Writes down that a run is finished, once, where all of it is done. Gives whether it is. */
export async function finishRun(sql: Sql, runId: string, now: number): Promise<boolean> {
	const { runId: id, finishedAt } = generationLog;
	const isDone = text`not exists (select 1 from ${runShards} where run_id = ${runId} and not is_done)`;
	const rows = await sql
		.update(generationLog)
		.set({ finishedAt: text`coalesce(${finishedAt}, ${now}::float8)` })
		.where(and(eq(id, runId), isDone))
		.returning({ id });
	return rows.length > 0;
}
