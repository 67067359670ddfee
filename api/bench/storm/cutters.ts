import type { Door } from "../doors/product.js";

/** Cuts a stream's bytes into whole events, each handed on once its last byte is there. */
type Cutter = (take: (event: string) => void) => (chunk: Buffer) => void;

/** Server-sent events end with an empty line. */
const sse: Cutter = (take) => {
	let rest = "";
	return (chunk) => {
		rest += chunk.toString("latin1");
		const events = rest.split("\n\n");
		rest = events.pop()!;
		events.forEach(take);
	};
};

/** Length of an unmasked frame of a WebSocket (RFC 6455) up to 64 KiB, head and all; undefined while it cannot be told. */
function frameLength(bytes: Buffer): { readonly head: number; readonly whole: number } | undefined {
	const short = bytes[1];
	if (short === undefined) return undefined;
	if (short < 126) return { head: 2, whole: 2 + short };
	if (bytes.length < 4) return undefined;
	if (short !== 126) throw new Error("a frame is longer than a tick of the benchmark");
	return { head: 4, whole: 4 + bytes.readUInt16BE(2) };
}

const socket: Cutter = (take) => {
	let rest: Buffer = Buffer.alloc(0);
	return (chunk) => {
		rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		for (;;) {
			const length = frameLength(rest);
			if (!length || rest.length < length.whole) return;
			take(rest.toString("latin1", length.head, length.whole));
			rest = rest.subarray(length.whole);
		}
	};
};

export const cutters: Readonly<Record<Door, Cutter>> = { sse, socket };
