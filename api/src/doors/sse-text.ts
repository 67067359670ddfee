/** The text of server-sent events, as the HTML standard has it. */
export interface SseEvent {
	/** Where a reader who has this event resumes. Left out, the reader keeps the one before. */
	readonly id?: string;
	readonly event: string;
	readonly data: string;
}

const LINE_BREAK = /\r\n|\r|\n/g;

export function sseEvent({ id, event, data }: SseEvent): string {
	const idLine = id === undefined ? "" : `id: ${id}\n`;
	return `${idLine}event: ${event}\ndata: ${data.replace(LINE_BREAK, "\ndata: ")}\n\n`;
}

/** Tells the reader how long to wait before it connects again. */
export function sseRetry(milliseconds: number): string {
	return `retry: ${milliseconds}\n\n`;
}

/** Keeps the connection from looking dead. With an id, moves the reader's cursor on without an event. */
export function sseHeartbeat(id?: string): string {
	return id === undefined ? ":\n\n" : `:\nid: ${id}\n\n`;
}

/** Why a stream ends, and with an id where to come back. */
export function sseClose(reason: string, id: string | undefined): string {
	return sseEvent({ ...(id !== undefined && { id }), event: "close", data: JSON.stringify({ reason }) });
}
