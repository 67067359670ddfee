import { formatCursor, type Cursor } from "../src/log/cursor.js";
import type { DoorEvent } from "./door-event.js";
import { asRecord, MalformedFrame, readCursor, spanOf } from "./frames.js";

/** Answer of a long poll. */
export interface PollAnswer {
	readonly cursor: Cursor;
	readonly events: readonly DoorEvent[];
	/** What to go on from instead of the cursor asked for. */
	readonly fresh?: { readonly reset: unknown; readonly state: unknown };
}

/** @throws MalformedFrame */
export function readPoll(value: unknown): PollAnswer {
	const answer = asRecord(value, "the answer");
	if (!Array.isArray(answer["events"])) throw new MalformedFrame("events is not a list");
	return {
		cursor: readCursor(answer["cursor"]),
		events: answer["events"].map((item: unknown) => {
			const { event, data } = asRecord(item, "one of events");
			if (typeof event !== "string") throw new MalformedFrame("one of events has no name");
			return { event, data };
		}),
		...(answer["state"] === undefined ? {} : { fresh: { reset: answer["reset"], state: answer["state"] } }),
	};
}

/**
 * The same events as a stream would bring. An answer names one cursor for all of them: the last event stands
 * at it and the others right before, so a hole before the first shows as one.
 */
export function pollEvents({ cursor, events, fresh }: PollAnswer): readonly DoorEvent[] {
	if (fresh) {
		return [
			{ event: "reset", data: fresh.reset },
			{ event: "state", data: fresh.state },
		];
	}
	if (events.length === 0) return [{ event: "", data: "", id: formatCursor(cursor) }];
	let { offset } = cursor;
	return events
		.toReversed()
		.map((event) => {
			const id = formatCursor({ epoch: cursor.epoch, offset: Math.max(0, offset) });
			offset -= spanOf(event.data);
			return { ...event, id };
		})
		.reverse();
}
