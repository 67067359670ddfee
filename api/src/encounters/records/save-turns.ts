import { and, desc, eq, inArray, type SQL, sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { turnRecords as turns } from "../../db/schema.js";
import type { EventOf } from "../engine/events.js";
import type { TurnRecord } from "../engine/state.js";
import { type PlacedEntry, storable, turnRow, type TurnRow } from "./rows-of-entry.js";

/** Saves the turns that entries ended, and marks those that they took back. */
export async function saveTurns(
	sql: Sql,
	interactionId: string,
	entries: readonly PlacedEntry[],
): Promise<void> {
	let ended: TurnRow[] = [];
	const save = async (): Promise<void> => {
		if (ended.length > 0) await sql.insert(turns).values(ended);
		ended = [];
	};
	for (const { at, entry } of entries) {
		for (const [eventIndex, event] of entry.data.events.entries()) {
			const row = turnRow(interactionId, at, { event, eventIndex });
			if (row) ended.push(row);
			if (event.type !== "TURN_TAKEN_BACK" && event.type !== "RESTORED") continue;
			await save();
			if (event.type === "TURN_TAKEN_BACK") await takeBack(sql, interactionId, event.count);
			else await restore(sql, interactionId, event);
		}
	}
	await save();
}

const NEWEST_FIRST = [desc(turns.endedAt), desc(turns.logOffset), desc(turns.eventIndex)] as const;

type Saved = typeof turns.$inferSelect;

async function takeBack(sql: Sql, interactionId: string, count: number): Promise<void> {
	const newest = await sql
		.select()
		.from(turns)
		.where(and(eq(turns.interactionId, interactionId), eq(turns.isTakenBack, false)))
		.orderBy(...NEWEST_FIRST)
		.limit(count);
	await mark(sql, newest, true);
}

/** The turns are those of the state that was gone back to; it does not know of the oldest, which stay as they are. */
async function restore(
	sql: Sql,
	interactionId: string,
	{ state: { turnHistory } }: EventOf<"RESTORED">,
): Promise<void> {
	const since = turnHistory[0]?.endedAt ?? -Infinity;
	const known = new Set(turnHistory.map(keyOf));
	const saved = await sql.select().from(turns).where(eq(turns.interactionId, interactionId));
	const changed = saved.filter((one) => one.endedAt >= since && one.isTakenBack === known.has(keyOf(one)));
	for (const isTakenBack of [true, false]) {
		await mark(
			sql,
			changed.filter((one) => one.isTakenBack !== isTakenBack),
			isTakenBack,
		);
	}
}

function keyOf({ seatId, roundNumber, endedAt }: Pick<TurnRecord, "seatId" | "roundNumber" | "endedAt">) {
	return JSON.stringify([storable(seatId), roundNumber, endedAt]);
}

async function mark(sql: Sql, rows: readonly Saved[], isTakenBack: boolean): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const place: SQL = text`(${turns.logEpoch}, ${turns.logOffset}, ${turns.eventIndex})`;
	await sql
		.update(turns)
		.set({ isTakenBack })
		.where(
			and(
				eq(turns.interactionId, first.interactionId),
				inArray(
					place,
					rows.map((row) => text`(${row.logEpoch}, ${row.logOffset}, ${row.eventIndex})`),
				),
			),
		);
}
