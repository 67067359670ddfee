import { and, eq } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { chatlingConversations } from "../../db/schema.js";
import type { OutboxRow } from "../../outbox/outbox.js";
import type { MeetingLine } from "../../messages/meeting.js";
import type { Topic } from "../core/society.js";
import { holdMember } from "../runs/read-members.js";
import type { Run } from "../runs/run.js";
import { saveRows } from "../runs/save-rows.js";
import { StepRows } from "../runs/step-rows.js";
import { planCompany } from "./plan-company.js";

/** The day of a time in unix seconds, as `MM-DD`, and what is talked of on it: at least one. Rejects where there is nothing. */
export type DayAt = (
	sql: Sql,
	at: number,
) => Promise<{ readonly day: string; readonly topics: readonly Topic[] }>;

export interface Company {
	readonly userId: string;
	/** What the user's chatlings said, in its order. */
	readonly said: readonly MeetingLine[];
	/** What stands for a run: its slot is when they met. */
	readonly place: Omit<Run, "day">;
}

/**
 * Saves within a transaction what comes of one user's chatlings having met, once: whoever comes after finds it done.
 * Gives what is to be told of it.
 */
export async function saveCompany(
	sql: Sql,
	{ userId, said, place }: Company,
	{ dayAt, now }: { readonly dayAt: DayAt; readonly now: number },
): Promise<readonly OutboxRow[]> {
	const member = await holdMember(sql, userId);
	// A statement of its own, now that nobody else can be at it.
	if (!member || (await isSaved(sql, place, userId))) return [];
	const { day, topics } = await dayAt(sql, place.slot);
	const run = { ...place, day };
	const step = planCompany(member, said, { run, topics });
	if (!step) return [];
	const rows = new StepRows(run, now);
	rows.add(step);
	await saveRows(sql, run, rows);
	return rows.told;
}

async function isSaved(sql: Sql, { runId }: Pick<Run, "runId">, userId: string): Promise<boolean> {
	const { id, runId: run, userId: user } = chatlingConversations;
	const rows = await sql
		.select({ id })
		.from(chatlingConversations)
		.where(and(eq(run, runId), eq(user, userId)));
	return rows.length > 0;
}
