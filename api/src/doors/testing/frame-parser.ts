import { unpackMessage } from "../binary-message.js";

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;

/** Lengths that the second byte cannot hold stand in the next two or eight. */
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

export interface FrameHandlers {
	/** A message; `bytes` beside it where it was binary. */
	readonly onMessage: (text: string, bytes?: Uint8Array) => void;
	readonly onClose?: (code: number) => void;
	readonly onPing?: (payload: Buffer) => void;
	/** What a frame is that no server may send. */
	readonly onFault: (what: string) => void;
}

/** Reads a WebSocket's bytes as a client does: nothing counts before its frame is whole. */
export function createFrameParser({
	onMessage,
	onClose,
	onPing,
	onFault,
}: FrameHandlers): (bytes: Buffer) => void {
	let rest: Buffer = Buffer.alloc(0);

	function dispatch(first: number, payload: Buffer): void {
		const opcode = first & 0x0f;
		if (first !== (0x80 | opcode)) return onFault(`a frame that begins with ${first}`);
		if (opcode === TEXT) return onMessage(payload.toString());
		if (opcode === CLOSE) return onClose?.(payload.length < 2 ? 1005 : payload.readUInt16BE());
		if (opcode === BINARY) {
			const { header, bytes } = unpackMessage(payload);
			return onMessage(header, bytes);
		}
		if (opcode === PING) return onPing?.(payload);
		onFault(`a frame of opcode ${opcode}`);
	}

	return (bytes) => {
		rest = Buffer.concat([rest, bytes]);
		for (let frame = nextFrame(rest); frame; frame = nextFrame(rest)) {
			const first = rest[0]!;
			rest = rest.subarray(frame.end);
			dispatch(first, frame.payload);
		}
	};
}

function nextFrame(bytes: Buffer): { readonly payload: Buffer; readonly end: number } | undefined {
	const short = bytes[1];
	if (short === undefined) return undefined;
	const start = 2 + (short === TWO_BYTES ? 2 : short === EIGHT_BYTES ? 8 : 0);
	if (bytes.length < start) return undefined;
	const length =
		short === TWO_BYTES
			? bytes.readUInt16BE(2)
			: short === EIGHT_BYTES
				? Number(bytes.readBigUInt64BE(2))
				: short;
	const end = start + length;
	return bytes.length < end ? undefined : { payload: bytes.subarray(start, end), end };
}
