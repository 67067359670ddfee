import { formatCursor, type Cursor } from "../log/cursor.js";
import type { LogEntry } from "../log/log.js";
import type { DoorCounts } from "./door-counts.js";
import { sseEvent } from "./sse-text.js";
import type { Frame, TopicView } from "./topic-view.js";

/** A frame with the bytes each kind of door sends, made once however many readers take it. */
export interface ReadyFrame {
	readonly cursor: Cursor;
	/** The cursor in its wire form. */
	readonly id: string;
	readonly sse: () => Buffer;
	/** `{"event": …, "data": …}` */
	readonly json: () => string;
}

/** The frame of an entry for a view, or undefined where the view leaves it out. */
export function readyFrame(
	view: TopicView,
	entry: LogEntry,
	{ epoch, counts }: { readonly epoch: string; readonly counts: DoorCounts },
): ReadyFrame | undefined {
	const frame = view.frame(entry);
	if (!frame) return undefined;
	counts.framed += 1;
	const cursor = { epoch, offset: entry.offset };
	const id = formatCursor(cursor);
	let sse: Buffer | undefined;
	let json: string | undefined;
	return {
		cursor,
		id,
		sse: () => (sse ??= Buffer.from(sseEvent({ ...frame, id }))),
		json: () => (json ??= frameJson(frame)),
	};
}

function frameJson({ event, data }: Frame): string {
	return `{"event":${JSON.stringify(event)},"data":${data}}`;
}
