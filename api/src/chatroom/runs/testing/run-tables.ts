import type { Database } from "../../../db/database.js";
import {
	chatlingConversations,
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

/** The tables that runs read and write, to be looked into by tests. */
export const runTables = {
	topics: trendingTopics,
	users: chatroomUsers,
	rewards: userRewards,
	runaways: runawayChatlings,
	conversations: chatlingConversations,
	messages: conversationMessages,
	notifications,
	log: generationLog,
	shards: runShards,
	outbox,
};

/** Runs a suite on the embedded database, and on PostgreSQL; `openEmpty` gives one in which there was no run. */
export function onBothDatabases(name: string, suite: (openEmpty: () => Promise<Database>) => void): void {
	onBoth(name, Object.values(runTables), suite);
}
