import { and, eq, isNull } from "drizzle-orm";
import { chatlingConversations as conversations, notifications } from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import type { ChatroomEventWire } from "../chatroom-wire.js";
import type { Change } from "./change-society.js";
import { noSuch } from "./refusals.js";
import type { HeldUser } from "./society-rows.js";

/** What can be read; an id is of one of them. */
const READABLE = [conversations, notifications] as const;

/** Marks one conversation or notification of a user's as read. `at`: unix seconds. @throws Refusal `not_found` */
export async function planRead(
	sql: Sql,
	{ userId }: HeldUser,
	{ id, at }: { readonly id: string; readonly at: number },
): Promise<Change<true>> {
	for (const table of READABLE) {
		const isIt = and(eq(table.userId, userId), eq(table.id, id));
		const [found] = await sql.select({ readAt: table.readAt }).from(table).where(isIt);
		if (!found) continue;
		if (found.readAt !== null) return { result: true };
		return {
			result: true,
			statements: [sql.update(table).set({ readAt: at }).where(isIt)],
			events: [readEvent({ id })],
		};
	}
	throw noSuch("conversation or notification");
}

/** Marks everything of a user's as read. `at`: unix seconds. */
export async function planReadAll(sql: Sql, { userId }: HeldUser, at: number): Promise<Change<true>> {
	let marked = 0;
	for (const table of READABLE) {
		const isUnread = and(eq(table.userId, userId), isNull(table.readAt));
		const rows = await sql.update(table).set({ readAt: at }).where(isUnread).returning({ id: table.id });
		marked += rows.length;
	}
	return { result: true, events: marked > 0 ? [readEvent({})] : [] };
}

function readEvent(data: { readonly id?: string }): ChatroomEventWire {
	return { type: "read", data };
}
