import { and, asc, eq, lt, lte, or } from "drizzle-orm";
import type { Sql } from "../db/database.js";
import type { Statement } from "../db/together.js";
import { outbox } from "../db/schema.js";
import { OUTBOX_PAGE, SWEEP_TOPICS } from "./outbox-limits.js";
import type { Numbered } from "./told-topic.js";

/** A message that was saved with the change that it tells of, and is to be told in its topic. */
export interface OutboxRow extends Numbered {
	readonly topic: string;
	/** Unix seconds. */
	readonly savedAt: number;
}

export interface Numbering {
	readonly topic: string;
	/** Of the last message of the topic. Whoever numbers holds the row that it stands in. */
	readonly lastNumber: number;
	/** Unix seconds. */
	readonly at: number;
}

/** Messages as rows, numbered on from the last of their topic. */
export function numberOn(
	messages: readonly { readonly type: string; readonly data: object }[],
	{ topic, lastNumber, at }: Numbering,
): readonly OutboxRow[] {
	return messages.map(({ type, data }, index) => ({
		topic,
		number: lastNumber + 1 + index,
		type,
		data: JSON.stringify(data),
		savedAt: at,
	}));
}

export function addToOutbox(sql: Sql, rows: readonly OutboxRow[]): Statement {
	return rows.length === 0 ? undefined : sql.insert(outbox).values([...rows]);
}

/** What waits in a topic, the first first. */
export async function waitingIn(sql: Sql, topic: string): Promise<readonly OutboxRow[]> {
	return sql
		.select()
		.from(outbox)
		.where(eq(outbox.topic, topic))
		.orderBy(asc(outbox.number))
		.limit(OUTBOX_PAGE);
}

/** Topics in which something waits that was saved before a time in unix seconds. */
export async function waitingTopics(sql: Sql, before: number): Promise<readonly string[]> {
	const rows = await sql
		.selectDistinct({ topic: outbox.topic })
		.from(outbox)
		.where(lt(outbox.savedAt, before))
		.limit(SWEEP_TOPICS);
	return rows.map(({ topic }) => topic);
}

/** Forgets what was told: of each topic everything up to a number. */
export async function discard(sql: Sql, told: ReadonlyMap<string, number>): Promise<void> {
	const upTo = [...told].map(([topic, number]) => and(eq(outbox.topic, topic), lte(outbox.number, number)));
	if (upTo.length > 0) await sql.delete(outbox).where(or(...upTo));
}
