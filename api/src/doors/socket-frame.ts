/** Opcodes of RFC 6455, with the bit that says that the message is whole. */
const TEXT = 0x81;
const BINARY = 0x82;

/** Lengths that the first byte cannot hold stand in the next two or eight. */
const MAX_SHORT = 125;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/**
 * A whole message as a server sends it on a WebSocket that compresses nothing: the same bytes for every reader, so
 * that they are made once, and written at once.
 */
export function socketFrame(message: string | Uint8Array): Buffer {
	const isText = typeof message === "string";
	const length = Buffer.byteLength(message);
	const head = [isText ? TEXT : BINARY, ...lengthBytes(length)];
	const frame = Buffer.allocUnsafe(head.length + length);
	frame.set(head);
	if (isText) frame.write(message, head.length);
	else frame.set(message, head.length);
	return frame;
}

function lengthBytes(length: number): readonly number[] {
	if (length <= MAX_SHORT) return [length];
	if (length <= 0xffff) return [TWO_BYTES, length >>> 8, length & 0xff];
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(length));
	return [EIGHT_BYTES, ...bytes];
}
