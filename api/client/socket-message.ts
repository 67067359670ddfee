import type { DoorEvent } from "./door-event.js";
import { asRecord, MalformedFrame, readJson } from "./frames.js";

/** Bytes of the length of a binary message's header, which stands before it. */
const LENGTH_BYTES = 2;

const utf8 = new TextDecoder();

function readHeader(text: string): DoorEvent {
	const { event, id, data } = asRecord(readJson(text), "the message");
	if (event !== undefined && typeof event !== "string") throw new MalformedFrame("the event has no name");
	if (id !== undefined && typeof id !== "string") throw new MalformedFrame("the id is no text");
	return { event: event ?? "", data, ...(id === undefined ? {} : { id }) };
}

/**
 * One message of a socket: text is an event as JSON; of bytes, the first two (little-endian) are the length of such
 * JSON, and what follows it are packed moves. @throws MalformedFrame
 */
export function readMessage(message: unknown): DoorEvent {
	if (typeof message === "string") return readHeader(message);
	if (!(message instanceof ArrayBuffer) || message.byteLength < LENGTH_BYTES) {
		throw new MalformedFrame("not a message");
	}
	const end = LENGTH_BYTES + new DataView(message).getUint16(0, true);
	if (end > message.byteLength) throw new MalformedFrame("the message ends within its header");
	const header = readHeader(utf8.decode(new Uint8Array(message, LENGTH_BYTES, end - LENGTH_BYTES)));
	return { ...header, packed: new Uint8Array(message, end) };
}
