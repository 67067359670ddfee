import { float32Bits, float32Of } from "./float32.js";

/** A place in the world, in studs. */
export interface Position {
	readonly x: number;
	readonly y: number;
	readonly z: number;
}

export interface Move {
	readonly id: string;
	readonly position: Position;
}

/** What both sides know when a tick's moves are packed or unpacked. */
export interface MovesContext {
	/** Ids of the visible entities after what the tick created and removed, sorted by UTF-16 code units. */
	readonly ids: readonly string[];
	/** Where an entity was before the tick; undefined where it had no position. */
	readonly before: (id: string) => Position | undefined;
}

/** Bytes that are no packed moves, or those of another world or tick. */
export class MalformedMoves extends Error {
	override readonly name = "MalformedMoves";
}

/**
 * Packed moves, by ascending rank in the sorted ids: the gap to the rank before as a varint (0 for the next), a byte
 * of lengths (bits 0-1 x, 2-3 y, 4-5 z: 0 for unchanged, else 1, 2 or 3 for 2, 3 or 4 bytes), then for each
 * coordinate so many low bytes, the lowest first, of the new float32's bits XOR the old one's. A step of a walk
 * changes the low bits of a float32 alone.
 */
const AXES = ["x", "y", "z"] as const;
const NOWHERE: Position = { x: 0, y: 0, z: 0 };

/** A varint of a rank, the lengths, and four bytes for each coordinate. */
const MAX_BYTES_PER_MOVE = 5 + 1 + 12;

/** The bytes of a tick's moves, each of one of `ids` and no two of the same. Lossless to float32. */
export function packMoves(moves: readonly Move[], { ids, before }: MovesContext): Uint8Array {
	const ranked = moves.map((move) => ({ move, rank: rankOf(ids, move.id) })).sort((a, b) => a.rank - b.rank);
	const bytes = new Uint8Array(moves.length * MAX_BYTES_PER_MOVE);
	let at = 0;
	let last = -1;
	for (const { move, rank } of ranked) {
		let gap = rank - last - 1;
		for (; gap >= 0x80; gap >>>= 7) bytes[at++] = (gap & 0x7f) | 0x80;
		bytes[at++] = gap;
		last = rank;
		const old = before(move.id) ?? NOWHERE;
		const lengthsAt = at++;
		for (const [axis, name] of AXES.entries()) {
			const changed = (float32Bits(move.position[name]) ^ float32Bits(old[name])) >>> 0;
			const code = lengthCode(changed);
			bytes[lengthsAt]! |= code << (2 * axis);
			for (let byte = 0; byte < byteCount(code); byte++) bytes[at++] = (changed >>> (8 * byte)) & 0xff;
		}
	}
	return bytes.subarray(0, at);
}

/**
 * The moves packed in `bytes`, by ascending rank, their coordinates float32 numbers.
 *
 * @throws MalformedMoves
 */
export function unpackMoves(bytes: Uint8Array, { ids, before }: MovesContext): Move[] {
	const moves: Move[] = [];
	let at = 0;
	let rank = -1;

	function next(): number {
		const byte = bytes[at++];
		if (byte === undefined) throw new MalformedMoves("the moves end within one");
		return byte;
	}

	function nextGap(): number {
		let gap = 0;
		for (let shift = 0; shift < 32; shift += 7) {
			const byte = next();
			gap += (byte & 0x7f) * 2 ** shift;
			if (byte < 0x80) return gap;
		}
		throw new MalformedMoves("a gap has no end");
	}

	function nextCoordinate(old: number, code: number): number {
		let changed = 0;
		for (let byte = 0; byte < byteCount(code); byte++) changed |= next() << (8 * byte);
		return float32Of((float32Bits(old) ^ changed) >>> 0);
	}

	while (at < bytes.length) {
		rank += nextGap() + 1;
		const id = ids[rank];
		if (id === undefined) throw new MalformedMoves(`there is no entity of rank ${rank}`);
		const old = before(id) ?? NOWHERE;
		const lengths = next();
		const x = nextCoordinate(old.x, lengths & 3);
		const y = nextCoordinate(old.y, (lengths >>> 2) & 3);
		const z = nextCoordinate(old.z, (lengths >>> 4) & 3);
		moves.push({ id, position: { x, y, z } });
	}
	return moves;
}

/** @throws MalformedMoves */
export function bytesOfBase64(text: string): Uint8Array {
	let binary: string;
	try {
		binary = atob(text);
	} catch (cause) {
		throw new MalformedMoves("the moves are not base64", { cause });
	}
	return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function byteCount(code: number): number {
	return code === 0 ? 0 : code + 1;
}

function lengthCode(changed: number): number {
	if (changed === 0) return 0;
	if (changed <= 0xffff) return 1;
	return changed <= 0xffffff ? 2 : 3;
}

function rankOf(ids: readonly string[], id: string): number {
	let from = 0;
	let to = ids.length;
	while (from < to) {
		const middle = (from + to) >>> 1;
		if (ids[middle]! < id) from = middle + 1;
		else to = middle;
	}
	if (ids[from] !== id) throw new Error(`${id} moved but is not among the ids`);
	return from;
}
