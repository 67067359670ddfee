import { sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { chatroomUsers, runShards } from "../../db/schema.js";
import type { OutboxRow } from "../../outbox/outbox.js";
import { holdShard, isOf, type Lease } from "./leases.js";
import { type Occasion, planStep } from "./plan-step.js";
import { readMembers } from "./read-members.js";
import { saveRows } from "./save-rows.js";
import { StepRows } from "./step-rows.js";
import type { StepAhead } from "./write-ahead.js";

export interface BatchOptions {
	readonly occasion: Occasion;
	/** Users at most. */
	readonly limit: number;
	/** Unix seconds: of now, and until when the shard is kept for the next batch. */
	readonly now: number;
	readonly until: number;
	/** What was put into words before; who is not among it is so here. */
	readonly ahead: StepAhead | undefined;
}

/** What came of a batch. `lost`: the shard is somebody else's by now, and nothing was done. */
export interface BatchDone {
	readonly shard: "lost" | "done" | "goes on";
	/** The last user who is done. */
	readonly doneUpTo: string;
	/** Saved to be told. */
	readonly told: readonly OutboxRow[];
}

/**
 * Does the next users of a shard within a transaction: all that comes of their conversations, and how far the shard is
 * with them, or nothing. Whoever comes after goes on behind them; who has lost the shard in the meantime does nothing.
 */
export async function doBatch(
	sql: Sql,
	lease: Lease,
	{ occasion, limit, now, until, ahead }: BatchOptions,
): Promise<BatchDone> {
	const held = await holdShard(sql, lease);
	if (!held) return { shard: "lost", doneUpTo: lease.doneUpTo, told: [] };
	const { run } = occasion;
	const { shard } = lease;
	const { doneUpTo: after } = held;
	const members = await readMembers(sql, { shard, after, slot: run.slot, limit, isHeld: true });
	const rows = new StepRows(run, now);
	for (const member of members) rows.add(ahead?.(member) ?? planStep(member, occasion));
	await saveRows(sql, run, rows);

	const doneUpTo = members.at(-1)?.society.userId ?? after;
	const talked = rows.conversations.length;
	const { users, talked: talkedBefore, skipped, ranAway } = runShards;
	const [updated] = await sql
		.update(runShards)
		.set({
			doneUpTo,
			users: text`${users} + ${members.length}`,
			talked: text`${talkedBefore} + ${talked}`,
			skipped: text`${skipped} + ${members.length - talked}`,
			ranAway: text`${ranAway} + ${rows.runaways.length}`,
			// Asked, as a batch that is full may be the last, too.
			isDone: text`not exists (
				select 1 from ${chatroomUsers}
				where shard = ${shard} and user_id > ${doneUpTo} and joined_at < ${run.slot}
			)`,
			leasedUntil: until,
		})
		.where(isOf(lease))
		.returning({ isDone: runShards.isDone });
	return { shard: updated!.isDone ? "done" : "goes on", doneUpTo, told: rows.told };
}
