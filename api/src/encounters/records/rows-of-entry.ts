import type { Cursor } from "../../log/cursor.js";
import type { liveInteractionLogs, turnRecords } from "../../db/schema.js";
import type { RoomEntry } from "../engine/replay.js";
import type { GameEvent } from "../engine/events.js";

/** An entry of a room's log, and where it is. */
export interface PlacedEntry {
	readonly at: Cursor;
	readonly entry: RoomEntry;
}

type LogRow = typeof liveInteractionLogs.$inferInsert;
export type TurnRow = typeof turnRecords.$inferInsert;

/** A row for each event of an entry. */
export function logRows(interactionId: string, { at, entry }: PlacedEntry): readonly LogRow[] {
	const { by, events } = entry.data;
	return events.map((event, eventIndex) => ({
		...placeOf(interactionId, at, eventIndex),
		eventType: event.type,
		at: event.at,
		actor: by.kind,
		userId: "userId" in by ? storable(by.userId) : null,
		event,
	}));
}

/** The turn that an event ended. */
export function turnRow(
	interactionId: string,
	at: Cursor,
	{ event, eventIndex }: { readonly event: GameEvent; readonly eventIndex: number },
): TurnRow | undefined {
	if (event.type !== "TURN_COMPLETED" && event.type !== "TURN_SKIPPED") return undefined;
	return {
		...placeOf(interactionId, at, eventIndex),
		seatId: storable(event.seatId),
		roundNumber: event.roundNumber,
		outcome: event.type === "TURN_SKIPPED" ? "skipped" : "completed",
		reason: event.type === "TURN_SKIPPED" ? event.reason : null,
		endedAt: event.at,
	};
}

function placeOf(interactionId: string, { epoch, offset }: Cursor, eventIndex: number) {
	return { interactionId, logEpoch: epoch, logOffset: offset, eventIndex };
}

/** PostgreSQL takes any text but the one character that ends it in C. */
export function storable(text: string): string {
	return text.replaceAll("\0", "\uFFFD");
}
