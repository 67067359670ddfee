import { Encoder, schema, t } from "@colyseus/schema";
import { sseEvent } from "../../src/doors/sse-text.js";
import { packMoves } from "../../src/worlds/packed-moves.js";
import type { Positions, Tick } from "./stream.js";

/** One way to tell a tick's moves. */
export interface Encoding {
	readonly name: string;
	/** Bytes of one tick, everything that a reader needs for it included but for the transport's own framing. */
	readonly bytes: (tick: Tick) => number;
}

type MakeEncoding = (first: Positions) => Encoding;

const Member = schema({ x: t.float32(), y: t.float32(), z: t.float32() }, "Member");
const Town = schema({ members: t.map(Member) }, "Town");

/** Room for the full state of 5,000 members. */
const COLYSEUS_BUFFER_BYTES = 1024 * 1024;

/** @colyseus/schema with float32 coordinates: a map of members, of which the changed fields are sent. */
export const colyseus: MakeEncoding = (first) => {
	Encoder.BUFFER_SIZE = COLYSEUS_BUFFER_BYTES;
	const town = new Town();
	const encoder = new Encoder(town);
	const members = new Map(
		[...first].map(([id, at]) => {
			const member = new Member().assign(at);
			town.members.set(id, member);
			return [id, member] as const;
		}),
	);
	encoder.encodeAll();
	encoder.discardChanges();
	return {
		name: "@colyseus/schema",
		bytes: ({ moved, positions }) => {
			for (const id of moved) members.get(id)!.assign(positions.get(id)!);
			const { length } = encoder.encode();
			encoder.discardChanges();
			return length;
		},
	};
};

/** JSON merge patch (RFC 7386): the changed coordinates of each member under its id. */
export const mergePatch: MakeEncoding = (first) => {
	let before = first;
	return {
		name: "JSON merge patch",
		bytes: ({ moved, positions }) => {
			const changed = moved.map((id) => {
				const [old, now] = [before.get(id)!, positions.get(id)!];
				const fields = (["x", "y", "z"] as const).filter((axis) => old[axis] !== now[axis]);
				return [id, Object.fromEntries(fields.map((axis) => [axis, now[axis]]))] as const;
			});
			before = positions;
			return Buffer.byteLength(JSON.stringify({ members: Object.fromEntries(changed) }));
		},
	};
};

/** What a tick of moves costs at each of our doors: everything that is sent, the cursor and tick included. */
function ours(name: string, frame: (tick: number, moves: Moves) => number): MakeEncoding {
	return (first) => {
		const ids = [...first.keys()].sort(byCodeUnits);
		let before = first;
		let number = FIRST_TICK;
		return {
			name,
			bytes: ({ moved, positions }) => {
				const moves = moved.map((id) => ({ id, position: positions.get(id)! }));
				const packed = packMoves(moves, { ids, before: (id) => before.get(id) });
				before = positions;
				number += 1;
				return frame(number, { moves, packed });
			},
		};
	};
}

interface Moves {
	readonly moves: readonly { readonly id: string; readonly position: object }[];
	readonly packed: Uint8Array;
}

/** Ids have as many digits as those of a world that has run for hours. */
const FIRST_TICK = 10_000;
const EPOCH = "e".repeat(16);

function byCodeUnits(a: string, b: string): number {
	return a < b ? -1 : 1;
}

function frameParts(
	tick: number,
	changes: object,
): { readonly id: string; readonly event: string; readonly data: string } {
	const data = JSON.stringify({ type: "snapshot", tick, timestamp: 1_700_000_000.25, changes });
	return { id: `${EPOCH}:${tick}`, event: "snapshot", data };
}

export const ourSse = ours("SSE, plain", (tick, { moves }) =>
	Buffer.byteLength(sseEvent(frameParts(tick, { entityMoved: moves }))),
);

export const ourPackedSse = ours("SSE, packed", (tick, { packed }) =>
	Buffer.byteLength(sseEvent(frameParts(tick, { packed: Buffer.from(packed).toString("base64") }))),
);

/** A length in two bytes, the head as JSON, and the packed moves. */
export const ourPackedSocket = ours("WebSocket, packed", (tick, { packed }) => {
	const { id, event, data } = frameParts(tick, {});
	return 2 + Buffer.byteLength(`{"event":"${event}","id":"${id}","data":${data}}`) + packed.length;
});
