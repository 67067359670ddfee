/** Opcodes of RFC 6455, with the bit that says that the message is whole. */
const TEXT = 0x81;
const BINARY = 0x82;

/** Lengths that the first byte cannot hold stand in the next two or eight. */
const MAX_SHORT = 125;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/**
 * A whole message as a server sends it on a WebSocket that compresses nothing: the same bytes for every reader, so
 * that they are made once.
 */
export function socketFrame(message: string | Uint8Array): Buffer {
	const payload = Buffer.from(message as string);
	const head = [typeof message === "string" ? TEXT : BINARY, ...lengthBytes(payload.length)];
	return Buffer.concat([Buffer.from(head), payload]);
}

function lengthBytes(length: number): readonly number[] {
	if (length <= MAX_SHORT) return [length];
	if (length <= 0xffff) return [TWO_BYTES, length >>> 8, length & 0xff];
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(length));
	return [EIGHT_BYTES, ...bytes];
}
