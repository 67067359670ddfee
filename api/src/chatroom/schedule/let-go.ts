import { and, inArray, isNotNull, lt, lte, notExists, sql as text } from "drizzle-orm";
import type { Database, Sql } from "../../db/database.js";
import {
	chatlingConversations,
	chatroomUsers,
	generationLog,
	notifications,
	runShards,
	trendingTopics,
} from "../../db/schema.js";
import { monthOf } from "../runs/months.js";
import { LET_GO_USERS } from "./schedule-limits.js";

/** Beginning (UTC) of the oldest month that is kept at a time, in unix seconds: of so many whole months before its own. */
export function keptSince(now: number, months: number): number {
	return monthOf(now, -months).from;
}

/**
 * Lets go of everything that runs have written before a time, which begins a month: messages by their months' tables,
 * conversations, notifications that were read, runs that are finished, and topics. What is stopped on the way goes on with
 * the next call; where nothing is that old it is one question.
 */
export async function letGo(database: Pick<Database, "run" | "transaction">, before: number): Promise<void> {
	const months = await database.run((sql) => monthsBefore(sql, before));
	if (months.length === 0) return;
	for (let after = ""; ;) {
		const users = await database.run((sql) => usersAfter(sql, after));
		if (users.length === 0) break;
		await database.run((sql) => letGoOf(sql, users, before));
		after = users.at(-1)!;
	}
	// Last, as by them it is known that there is something old.
	await database.transaction(async (sql) => {
		await letGoOfRuns(sql, before);
		for (const month of months) await sql.execute(text`drop table ${text.identifier(month)}`);
	});
}

async function monthsBefore(sql: Sql, before: number): Promise<readonly string[]> {
	const { rows } = await sql.execute<{ name: string }>(text`
		select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
		where inhparent = 'conversation_messages'::regclass
	`);
	// Their names are in the order of time.
	return rows.map(({ name }) => name).filter((name) => name < monthOf(before).table);
}

async function usersAfter(sql: Sql, after: string): Promise<readonly string[]> {
	const rows = await sql
		.select({ userId: chatroomUsers.userId })
		.from(chatroomUsers)
		.where(text`${chatroomUsers.userId} > ${after}`)
		.orderBy(chatroomUsers.userId)
		.limit(LET_GO_USERS);
	return rows.map(({ userId }) => userId);
}

/** By users, as that is what there are indexes for. */
async function letGoOf(sql: Sql, users: readonly string[], before: number): Promise<void> {
	const { userId, createdAt } = chatlingConversations;
	await sql.delete(chatlingConversations).where(and(inArray(userId, [...users]), lt(createdAt, before)));
	await sql
		.delete(notifications)
		.where(
			and(
				inArray(notifications.userId, [...users]),
				lt(notifications.createdAt, before),
				isNotNull(notifications.readAt),
			),
		);
}

async function letGoOfRuns(sql: Sql, before: number): Promise<void> {
	const isOld = and(lt(generationLog.slot, before), isNotNull(generationLog.finishedAt));
	const old = sql.select({ runId: generationLog.runId }).from(generationLog).where(isOld);
	await sql.delete(runShards).where(inArray(runShards.runId, old));
	await sql.delete(generationLog).where(isOld);
	// What is still to be gone on with talks of what it began with.
	const wanted = sql
		.select({ runId: generationLog.runId })
		.from(generationLog)
		.where(and(lte(trendingTopics.since, generationLog.slot), lt(generationLog.slot, trendingTopics.until)));
	await sql.delete(trendingTopics).where(and(lt(trendingTopics.until, before), notExists(wanted)));
}
