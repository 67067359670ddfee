import { randomUUID } from "node:crypto";
import { and, eq, sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { runShards } from "../../db/schema.js";

/** A shard of a run that is somebody's, until others may take it over. */
export interface Lease {
	readonly runId: string;
	readonly shard: number;
	/** Of this lease alone: whoever takes the shard over has another. */
	readonly token: string;
	/** The last user who was done when it was taken. */
	readonly doneUpTo: string;
}

/** Unix seconds: of now, and until when a shard is somebody's. */
export interface LeaseTimes {
	readonly now: number;
	readonly until: number;
}

/** Takes a shard that is not done and nobody has; undefined where there is none. */
export async function claimShard(
	sql: Sql,
	runId: string,
	{ now, until }: LeaseTimes,
): Promise<Lease | undefined> {
	const token = randomUUID();
	const { rows } = await sql.execute<{ shard: number; done_up_to: string }>(text`
		update ${runShards} set lease = ${token}, leased_until = ${until}
		where run_id = ${runId} and shard = (
			select shard from ${runShards}
			where run_id = ${runId} and not is_done and leased_until <= ${now}
			order by shard limit 1 for update skip locked
		)
		returning shard, done_up_to
	`);
	return rows[0] && { runId, shard: rows[0].shard, token, doneUpTo: rows[0].done_up_to };
}

/** The row of a shard, as long as it is held by this lease. */
export const isOf = ({ runId, shard, token }: Lease) =>
	and(eq(runShards.runId, runId), eq(runShards.shard, shard), eq(runShards.lease, token));

/** Until the end of the transaction nobody else takes the shard over. Gives how far it is; undefined where it is lost. */
export async function holdShard(sql: Sql, lease: Lease): Promise<{ readonly doneUpTo: string } | undefined> {
	const [held] = await sql
		.select({ doneUpTo: runShards.doneUpTo })
		.from(runShards)
		.where(isOf(lease))
		.for("update");
	return held;
}

/** Has it for longer; false where it is lost. */
export async function renewLease(sql: Sql, lease: Lease, until: number): Promise<boolean> {
	const rows = await sql
		.update(runShards)
		.set({ leasedUntil: until })
		.where(isOf(lease))
		.returning({ shard: runShards.shard });
	return rows.length > 0;
}

/** Leaves it to others at once. */
export async function releaseLease(sql: Sql, lease: Lease): Promise<void> {
	await sql.update(runShards).set({ leasedUntil: 0, lease: "" }).where(isOf(lease));
}
