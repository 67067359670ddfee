import { eq } from "drizzle-orm";
import type { Database, Sql } from "../../../db/database.js";
import { chatroomUsers, outbox } from "../../../db/schema.js";
import { onBothDatabases as onBoth } from "../../../db/testing/on-both-databases.js";
import { together } from "../../../db/together.js";
import { addToOutbox, numberOn, type OutboxRow } from "../../../outbox/outbox.js";
import { chatroomTopic } from "../../chatroom-topic.js";
import type { ChatroomEventWire } from "../../chatroom-wire.js";

/** Runs a suite on the embedded database, and on PostgreSQL; `openEmpty` gives one in which nobody has a society. */
export function onBothDatabases(name: string, suite: (openEmpty: () => Promise<Database>) => void): void {
	onBoth(name, [chatroomUsers, outbox], suite);
}

/** Gives users a society. */
export async function addUsers(database: Pick<Database, "run">, userIds: readonly string[]): Promise<void> {
	const rows = userIds.map((userId) => ({ userId, shard: userId.length, joinedAt: 0 }));
	await database.run((sql) => sql.insert(chatroomUsers).values(rows));
}

export async function userRow(
	database: Pick<Database, "run">,
	userId: string,
): Promise<typeof chatroomUsers.$inferSelect | undefined> {
	const rows = await database.run((sql) =>
		sql.select().from(chatroomUsers).where(eq(chatroomUsers.userId, userId)),
	);
	return rows[0];
}

/** What is told of a user's change of that number, from 1. */
export function talkOf(userId: string, number: number): ChatroomEventWire {
	return { type: "conversation", data: { id: `${userId}#${number}` } };
}

/**
 * A change of a user's society, as all who change one save it: what is told is what somebody follows. Coins stand for
 * what changes, and count the changes.
 */
export async function saveChange(
	sql: Sql,
	{ userId, at }: { readonly userId: string; readonly at: number },
): Promise<readonly OutboxRow[]> {
	const isUser = eq(chatroomUsers.userId, userId);
	const [user] = await sql.select().from(chatroomUsers).where(isUser).for("update");
	if (!user) throw new Error(`${userId} has no society`);
	const { followedUntil, lastNumber, coins } = user;
	const events = followedUntil > at ? [talkOf(userId, coins + 1)] : [];
	const rows = numberOn(events, { topic: chatroomTopic(userId), lastNumber, at });
	await together(sql, [
		sql
			.update(chatroomUsers)
			.set({ coins: coins + 1, lastNumber: lastNumber + rows.length })
			.where(isUser),
		addToOutbox(sql, rows),
	]);
	return rows;
}
