import { eq } from "drizzle-orm";
import { chatroomUsers } from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import { type Statement, together } from "../../db/together.js";
import type { DatabaseCalls } from "../../db/database-calls.js";
import { addToOutbox, numberOn, type OutboxRow } from "../../outbox/outbox.js";
import { chatroomTopic } from "../chatroom-topic.js";
import type { ChatroomEventWire } from "../chatroom-wire.js";
import { type HeldUser, holdOrMakeUser, holdUser } from "./society-rows.js";

/** What is to become of a society. */
export interface Change<T> {
	/** What whoever asked is answered. */
	readonly result: T;
	/** Run as one. None may change the row of the user. */
	readonly statements?: readonly Statement[];
	/** Coins to add; of what is taken, below 0. */
	readonly coins?: number;
	/** What the user is told. */
	readonly events?: readonly ChatroomEventWire[];
}

/** Looks at a society that nobody else changes meanwhile. May be called again where another transaction was in its way. */
export type PlanChange<T> = (sql: Sql, user: HeldUser) => Promise<Change<T>>;

/** Changes societies, each time as one whole, and tells of it. Whoever changes one at the same time waits. */
export interface SocietyChanges {
	/** What a user does, who is told in any case. Undefined where the user has no society. */
	readonly byUser: <T>(userId: string, plan: PlanChange<T>) => Promise<T | undefined>;
	/** What a game does: the society is made where there is none, and the user is told while reading along. */
	readonly byGame: <T>(userId: string, plan: PlanChange<T>) => Promise<T>;
}

export interface SocietyChangesDeps {
	readonly calls: DatabaseCalls;
	/** Tells what was saved. */
	readonly tell: (rows: readonly OutboxRow[]) => Promise<void>;
	/** Unix seconds. */
	readonly now: () => number;
}

interface Changed<T> {
	readonly result: T;
	readonly rows: readonly OutboxRow[];
}

export function createSocietyChanges({ calls, tell, now }: SocietyChangesDeps): SocietyChanges {
	const told = async <T>(changed: Changed<T>): Promise<T> => {
		if (changed.rows.length > 0) await tell(changed.rows);
		return changed.result;
	};
	return {
		byUser: async (userId, plan) => {
			const changed = await calls.transaction(async (sql) => {
				const user = await holdUser(sql, userId);
				return user && save(sql, user, { ...(await plan(sql, user)), at: now() });
			});
			return changed && told(changed);
		},
		byGame: async (userId, plan) => {
			const at = now();
			const changed = await calls.transaction(async (sql) => {
				const user = await holdOrMakeUser(sql, userId, at);
				const { events = [], ...change } = await plan(sql, user);
				return save(sql, user, { ...change, events: user.followedUntil > at ? events : [], at });
			});
			return told(changed);
		},
	};
}

/** Saves a change with what is to be told of it. `at`: unix seconds. */
async function save<T>(
	sql: Sql,
	user: HeldUser,
	change: Change<T> & { readonly at: number },
): Promise<Changed<T>> {
	const { result, statements = [], coins = 0, events = [], at } = change;
	const { userId, lastNumber } = user;
	const rows = numberOn(events, { topic: chatroomTopic(userId), lastNumber, at });
	const ofUser =
		coins !== 0 || rows.length > 0
			? sql
					.update(chatroomUsers)
					.set({ coins: user.coins + coins, lastNumber: lastNumber + rows.length })
					.where(eq(chatroomUsers.userId, userId))
			: undefined;
	await together(sql, [...statements, ofUser, addToOutbox(sql, rows)]);
	return { result, rows };
}
