import { Encoder, schema, t } from "@colyseus/schema";
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
