import type { Database } from "../../../db/database.js";
import {
	chatlingConversations,
	chatroomGifts,
	chatroomUsers,
	conversationMessages,
	generationLog,
	notifications,
	outbox,
	runawayChatlings,
	runShards,
	trendingTopics,
	userRewards,
} from "../../../db/schema.js";
import { onBothDatabases as onBoth } from "../../../db/testing/on-both-databases.js";
import { ensureMonths } from "../../runs/months.js";

/** Unix seconds of conversations, unless a test says otherwise. */
export const TALKED_AT = 1_000;

/** The tables of societies, to be looked into by tests. */
export const societyTables = {
	users: chatroomUsers,
	rewards: userRewards,
	runaways: runawayChatlings,
	conversations: chatlingConversations,
	messages: conversationMessages,
	notifications,
	gifts: chatroomGifts,
	topics: trendingTopics,
	runs: generationLog,
	shards: runShards,
	outbox,
};

/** Runs a suite on the embedded database, and on PostgreSQL; `openEmpty` gives one in which nobody has a society. */
export function onBothDatabases(name: string, suite: (openEmpty: () => Promise<Database>) => void): void {
	onBoth(name, Object.values(societyTables), (openEmpty) => {
		suite(async () => {
			const database = await openEmpty();
			await ensureMonths(database, TALKED_AT);
			return database;
		});
	});
}

/** All rows of all tables as one text. */
export async function everythingIn(database: Database): Promise<string> {
	const rows: unknown[] = [];
	for (const [name, table] of Object.entries(societyTables)) {
		rows.push(name, await database.run((db) => db.select().from(table)));
	}
	return JSON.stringify(rows);
}
