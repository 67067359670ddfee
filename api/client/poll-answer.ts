import { formatCursor, type Cursor } from "../src/log/cursor.js";
import { asRecord, MalformedFrame, readCursor } from "./frames.js";
import type { SseEvent } from "./sse-parser.js";

/** Answer of a long poll. Data is JSON text, as a stream would carry it. */
export interface PollAnswer {
	readonly cursor: Cursor;
	readonly events: readonly SseEvent[];
	/** What to go on from instead of the cursor asked for. */
	readonly fresh?: { readonly reset: string; readonly state: string };
}

function asText(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value ?? null);
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
			return { event, data: asText(data) };
		}),
		...(answer["state"] === undefined
			? {}
			: { fresh: { reset: asText(answer["reset"]), state: asText(answer["state"]) } }),
	};
}

/**
 * The same events as a stream would bring. An answer names one cursor for all of them: the last event stands
 * at it and the others right before, so a hole before the first shows as one.
 */
export function pollEvents({ cursor, events, fresh }: PollAnswer): readonly SseEvent[] {
	if (fresh) {
		return [
			{ event: "reset", data: fresh.reset },
			{ event: "state", data: fresh.state },
		];
	}
	if (events.length === 0) return [{ event: "", data: "", id: formatCursor(cursor) }];
	const first = cursor.offset - events.length + 1;
	return events.map((event, index) => ({
		...event,
		id: formatCursor({ epoch: cursor.epoch, offset: Math.max(0, first + index) }),
	}));
}
