import { dataOf, type Entry, type History, type Telling } from "./history.js";

/** Who reads a history at a door of the stand-in, and from where. */
export interface Reader extends Telling {
	readonly history: History;
	readonly cursor: string;
}

/** What a reader is told next, and the cursor after it. */
export type Next =
	| { readonly cursor: string; readonly reset?: undefined; readonly entries: readonly Entry[] }
	| { readonly cursor: string; readonly reset: { readonly reason: string }; readonly state: string };

export function catchUp({ history, cursor, ...telling }: Reader): Next {
	const next = history.after(cursor, telling);
	const now = history.cursor();
	if (!("reset" in next)) return { cursor: now, entries: next.entries };
	return { cursor: now, reset: { reason: next.reset }, state: history.fresh(telling.cast) };
}

const sseText = (event: string, data: string, id?: string): string =>
	`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`;

/** As server-sent events. */
export function asStream(next: Next): string {
	if (!next.reset) return next.entries.map((entry) => sseText("snapshot", dataOf(entry), entry.id)).join("");
	return sseText("reset", JSON.stringify(next.reset)) + sseText("state", next.state, next.cursor);
}

/** As the body of a long poll's answer. */
export function asPoll(next: Next): object {
	const { cursor, reset } = next;
	if (reset) return { cursor, events: [], reset, state: JSON.parse(next.state) as unknown };
	const events = next.entries.map((entry) => ({
		event: "snapshot",
		data: JSON.parse(dataOf(entry)) as unknown,
	}));
	return { cursor, events };
}

/** The text of one message of a socket. */
export function messageText(event: string, data: string, id?: string): string {
	const place = id === undefined ? "" : `"id":${JSON.stringify(id)},`;
	return `{"event":${JSON.stringify(event)},${place}"data":${data}}`;
}

function messageOf(entry: Entry): string | Buffer {
	const { packed, ...plain } = entry;
	const header = messageText("snapshot", dataOf(plain), entry.id);
	if (!packed) return header;
	const length = Buffer.alloc(2);
	length.writeUInt16LE(Buffer.byteLength(header));
	return Buffer.concat([length, Buffer.from(header), packed]);
}

/** As messages of a socket: packed moves stand as bytes behind their header. */
export function asMessages(next: Next): readonly (string | Buffer)[] {
	if (!next.reset) return next.entries.map(messageOf);
	return [messageText("reset", JSON.stringify(next.reset)), messageText("state", next.state, next.cursor)];
}
