/**
 * A place in a topic: everything up to and including `offset` has been seen. Offsets start at 1 and rise by
 * one per entry; 0 is before the first. The epoch names one unbroken history: when a history is lost, the
 * next one has another epoch, so that a cursor of the old one can never be taken for a place in the new.
 */
export interface Cursor {
	readonly epoch: string;
	readonly offset: number;
}

/** Wire form `epoch:offset`, as in SSE ids, `?cursor=` and answers. */
export function formatCursor(cursor: Cursor): string {
	return `${cursor.epoch}:${cursor.offset}`;
}

const CURSOR = /^([A-Za-z0-9_-]{1,64}):(0|[1-9]\d{0,15})$/;

/** The cursor that `text` names, or undefined where it names none. */
export function parseCursor(text: string): Cursor | undefined {
	const match = CURSOR.exec(text);
	if (!match) return undefined;
	const offset = Number(match[2]);
	return Number.isSafeInteger(offset) ? { epoch: match[1]!, offset } : undefined;
}
