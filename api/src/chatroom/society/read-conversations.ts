import { and, asc, desc, eq, sql as text } from "drizzle-orm";
import {
	chatlingConversations as conversations,
	conversationMessages as messages,
	type ToldParticipant,
} from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import type {
	ConversationsWire,
	ConversationSummaryWire,
	ConversationWire,
	ParticipantWire,
} from "../chatroom-wire.js";
import { worldOfRun } from "../bond/meeting-id.js";
import { type ConversationPlace, formatPlace } from "./conversation-cursor.js";
import { noSuch } from "./refusals.js";

export interface ConversationsPage {
	/** From right after there on; from the newest on without it. */
	readonly cursor?: ConversationPlace | undefined;
	readonly limit: number;
}

/** A page of a user's conversations, newest first. */
export async function readConversations(
	sql: Sql,
	userId: string,
	{ cursor, limit }: ConversationsPage,
): Promise<ConversationsWire> {
	const { createdAt, id } = conversations;
	const isAfter = cursor && text`(${createdAt}, ${id}) < (${cursor.createdAt}, ${cursor.id})`;
	const rows = await sql
		.select()
		.from(conversations)
		.where(and(eq(conversations.userId, userId), isAfter))
		.orderBy(desc(createdAt), desc(id))
		// One more, to know whether there is a next page.
		.limit(limit + 1);
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		conversations: page.map(summaryOf),
		next_cursor: last && rows.length > limit ? formatPlace(last) : null,
	};
}

/** A user's conversation with all that was said. @throws Refusal `not_found` */
export async function readConversation(sql: Sql, userId: string, id: string): Promise<ConversationWire> {
	const isIt = and(eq(conversations.userId, userId), eq(conversations.id, id));
	const [row] = await sql.select().from(conversations).where(isIt);
	if (!row) throw noSuch("conversation");
	const said = await sql
		.select()
		.from(messages)
		// The time is what messages are partitioned by.
		.where(and(eq(messages.conversationId, id), eq(messages.createdAt, row.createdAt)))
		.orderBy(asc(messages.messageOrder));
	return {
		...summaryOf(row),
		messages: said.map(({ speakerId: speaker, opinion, line }) => ({ speaker, opinion, line })),
	};
}

function summaryOf(row: typeof conversations.$inferSelect): ConversationSummaryWire {
	const { id, createdAt, title, category, climate, participants, rareEvent, readAt, runId } = row;
	const world = worldOfRun(runId);
	return {
		id,
		created_at: createdAt,
		title,
		category,
		climate,
		participants: participants.map(participantOf),
		...(rareEvent && { rare_event: rareEvent }),
		is_read: readAt !== null,
		...(world !== undefined && { world }),
	};
}

/** Who took part, as a user is shown it. */
export function participantOf(told: ToldParticipant): ParticipantWire {
	const { id, name, personality, opinion, before, after, isRunaway } = told;
	return { id, name, personality, opinion, mood_before: before, mood_after: after, ran_away: isRunaway };
}
