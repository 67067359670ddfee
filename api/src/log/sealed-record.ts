import { crc32 } from "node:zlib";
import type { Checkpoint, LogEntry } from "./log.js";
import type { HeldEntry, TopicState } from "./topic-state.js";

/**
 * Records as they stand on the disk. Each begins with a CRC-32 of the place it belongs to and of its own
 * bytes, so that neither a flipped bit nor a record found at another's place is taken for what was written.
 */
const SEAL_BYTES = 4;
const AT_BYTES = 8;
const LENGTH_BYTES = 2;
const ENTRY_HEADER_BYTES = SEAL_BYTES + AT_BYTES + LENGTH_BYTES;

/** Seal, time (double), length of the type, type, data. */
export function encodeEntry(topic: string, entry: LogEntry): Buffer {
	const typeBytes = Buffer.byteLength(entry.type);
	const record = Buffer.allocUnsafe(ENTRY_HEADER_BYTES + typeBytes + Buffer.byteLength(entry.data));
	record.writeDoubleLE(entry.at, SEAL_BYTES);
	record.writeUInt16LE(typeBytes, SEAL_BYTES + AT_BYTES);
	record.write(entry.type, ENTRY_HEADER_BYTES);
	record.write(entry.data, ENTRY_HEADER_BYTES + typeBytes);
	return seal(entryPlace(topic, entry.offset), record);
}

/** The entry, or undefined where the record is not what was written at this place. */
export function decodeEntry(topic: string, offset: number, record: Buffer): LogEntry | undefined {
	if (record.length < ENTRY_HEADER_BYTES || !isSealed(entryPlace(topic, offset), record)) return undefined;
	const dataStart = ENTRY_HEADER_BYTES + record.readUInt16LE(SEAL_BYTES + AT_BYTES);
	return {
		offset,
		type: record.toString("utf8", ENTRY_HEADER_BYTES, dataStart),
		at: record.readDoubleLE(SEAL_BYTES),
		data: record.toString("utf8", dataStart),
	};
}

/** What retention needs of an entry, without decoding its text. */
export function peekEntry(record: Buffer): HeldEntry {
	return { at: record.readDoubleLE(SEAL_BYTES), bytes: record.length - ENTRY_HEADER_BYTES };
}

export function encodeTopic(topic: string, state: TopicState): Buffer {
	return encodeJson(`t ${topic}`, state);
}

export function decodeTopic(topic: string, record: Buffer): TopicState | undefined {
	return decodeJson<TopicState>(`t ${topic}`, record);
}

export function encodeCheckpoint(topic: string, checkpoint: Checkpoint): Buffer {
	return encodeJson(`c ${topic}`, checkpoint);
}

export function decodeCheckpoint(topic: string, record: Buffer): Checkpoint | undefined {
	return decodeJson<Checkpoint>(`c ${topic}`, record);
}

function entryPlace(topic: string, offset: number): string {
	return `e ${offset} ${topic}`;
}

function encodeJson(place: string, value: TopicState | Checkpoint): Buffer {
	const text = JSON.stringify(value);
	const record = Buffer.allocUnsafe(SEAL_BYTES + Buffer.byteLength(text));
	record.write(text, SEAL_BYTES);
	return seal(place, record);
}

/** The seal vouches for the shape: nothing but this module's own text carries it. */
function decodeJson<T extends TopicState | Checkpoint>(place: string, record: Buffer): T | undefined {
	if (record.length < SEAL_BYTES || !isSealed(place, record)) return undefined;
	return JSON.parse(record.toString("utf8", SEAL_BYTES)) as T;
}

function seal(place: string, record: Buffer): Buffer {
	record.writeUInt32LE(sealOf(place, record), 0);
	return record;
}

function isSealed(place: string, record: Buffer): boolean {
	return record.readUInt32LE(0) === sealOf(place, record);
}

function sealOf(place: string, record: Buffer): number {
	return crc32(record.subarray(SEAL_BYTES), crc32(place));
}
