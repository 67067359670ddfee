/** The header's length stands before it in two bytes. */
const LENGTH_BYTES = 2;
const MAX_HEADER_BYTES = 0xffff;

/** A message of a WebSocket that carries bytes beside its JSON. */
export interface BinaryMessage {
	/** JSON text. */
	readonly header: string;
	readonly bytes: Uint8Array;
}

/** Bytes that are no such message. */
export class MalformedMessage extends Error {
	override readonly name = "MalformedMessage";
}

/**
 * Length of the header in UTF-8 (two bytes, the lower first), the header, the bytes. Undefined where the header is
 * longer than that can say.
 */
export function packMessage({ header, bytes }: BinaryMessage): Uint8Array | undefined {
	const head = new TextEncoder().encode(header);
	if (head.length > MAX_HEADER_BYTES) return undefined;
	const message = new Uint8Array(LENGTH_BYTES + head.length + bytes.length);
	message[0] = head.length & 0xff;
	message[1] = head.length >>> 8;
	message.set(head, LENGTH_BYTES);
	message.set(bytes, LENGTH_BYTES + head.length);
	return message;
}

/** @throws MalformedMessage */
export function unpackMessage(message: Uint8Array): BinaryMessage {
	const [low, high] = message;
	if (low === undefined || high === undefined) throw new MalformedMessage("the message has no header");
	const end = LENGTH_BYTES + low + (high << 8);
	if (end > message.length) throw new MalformedMessage("the message ends within its header");
	const header = new TextDecoder().decode(message.subarray(LENGTH_BYTES, end));
	return { header, bytes: message.subarray(end) };
}
