import { float32Bits } from "./float32.js";

/** What of an entity counts in the checksum: what somebody in the world can see of it. */
export interface SummedEntity {
	readonly id: string;
	readonly type: string;
	readonly position?: { readonly x: number; readonly y: number; readonly z: number } | undefined;
}

/** Ticks from one checksum to the next: at the ten ticks a second of a busy world, a drift shows within two seconds. */
export const CHECKSUM_EVERY_TICKS = 16;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const FIRST_NOT_ASCII = 0x80;

const utf8 = new TextEncoder();

function hashByte(hash: number, byte: number): number {
	return Math.imul(hash ^ byte, FNV_PRIME);
}

function hashUint32(hash: number, bits: number): number {
	let next = hash;
	for (let shift = 0; shift < 32; shift += 8) next = hashByte(next, (bits >>> shift) & 0xff);
	return next;
}

/** Continues with a text's UTF-8 and a zero, which keeps one field apart from the next. */
function hashText(hash: number, text: string): number {
	let next = hash;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit >= FIRST_NOT_ASCII) {
			next = utf8.encode(text.slice(i)).reduce(hashByte, next);
			break;
		}
		next = hashByte(next, unit);
	}
	return hashByte(next, 0);
}

/** FNV-1a (32 bits, unsigned) of an entity: id, type and, where there is one, its position to float32. */
export function entityChecksum({ id, type, position }: SummedEntity): number {
	let hash = hashText(hashText(FNV_OFFSET, id), type);
	if (position) {
		hash = hashUint32(hash, float32Bits(position.x));
		hash = hashUint32(hash, float32Bits(position.y));
		hash = hashUint32(hash, float32Bits(position.z));
	}
	return hash >>> 0;
}

/**
 * What a world's visible entities sum up to, unsigned 32 bits, whatever their order. The writer says it with every
 * `CHECKSUM_EVERY_TICKS`th tick; a reader whose copy sums to something else has drifted.
 */
export function worldChecksum(entities: Iterable<SummedEntity>): number {
	let sum = 0;
	for (const entity of entities) sum = (sum + entityChecksum(entity)) >>> 0;
	return sum;
}
