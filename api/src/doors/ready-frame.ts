import { formatCursor, type Cursor } from "../log/cursor.js";
import type { DoorCounts } from "./door-counts.js";
import { packMessage } from "./binary-message.js";
import { socketFrame } from "./socket-frame.js";
import { sseEvent } from "./sse-text.js";
import type { Frame } from "./topic-view.js";

/** A frame with the bytes each kind of door sends, made once however many readers take it. */
export interface ReadyFrame {
	readonly cursor: Cursor;
	/** The cursor in its wire form. */
	readonly id: string;
	/** What the event carries, as JSON text: for doors with words of their own. */
	readonly data: string;
	readonly sse: () => Buffer;
	/** What a reader of a stretch is sent in its stead where this is its end. */
	readonly sseEnd: string | undefined;
	/** `{"event": …, "data": …}` */
	readonly json: () => string;
	/** A WebSocket's message, framed: `{"event": …, "id": …, "data": …}`, or binary where the frame carries bytes. */
	readonly socket: () => Buffer;
}

/** A frame after whose event a reader is at `cursor`. */
export function readyFrame(frame: Frame, cursor: Cursor, counts: DoorCounts): ReadyFrame {
	counts.framed += 1;
	const id = formatCursor(cursor);
	let sse: Buffer | undefined;
	let json: string | undefined;
	let socket: Buffer | undefined;
	return {
		cursor,
		id,
		data: frame.data,
		sse: () => (sse ??= Buffer.from(sseEvent({ ...frame, id }))),
		sseEnd: frame.end && sseEvent({ ...frame, id }) + sseEvent({ ...frame.end, id }),
		json: () => (json ??= `{"event":${JSON.stringify(frame.event)},"data":${frame.data}}`),
		socket: () => (socket ??= socketFrame(packed(frame, id) ?? socketMessage({ ...frame, id }))),
	};
}

/** A WebSocket's message as text. `data` is JSON text; `id` is left out where the reader's cursor stays. */
export function socketMessage({ event, id, data }: { event: string; id?: string; data: string }): string {
	const idPart = id === undefined ? "" : `"id":${JSON.stringify(id)},`;
	return `{"event":${JSON.stringify(event)},${idPart}"data":${data}}`;
}

function packed({ event, binary }: Frame, id: string): Uint8Array | undefined {
	if (!binary) return undefined;
	return packMessage({ header: socketMessage({ event, id, data: binary.data }), bytes: binary.bytes });
}
