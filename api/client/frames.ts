import { parseCursor, type Cursor } from "../src/log/cursor.js";
import { bytesOfBase64 } from "../src/worlds/packed-moves.js";
import type { FullChangeSet, LimitedChangeSet } from "../src/worlds/changes.js";
import type { SyncedEntity, SyncedWorld, Thing } from "./world-copy.js";
import type { Mind, WorldCluster } from "../src/worlds/world.js";

/** The server said something that is not of the protocol; the reader starts over from fresh state. */
export class MalformedFrame extends Error {
	override readonly name = "MalformedFrame";
}

/** What a reader is told of: one tick, or several that were folded into one because it was far behind. */
export interface TickFrame {
	/** The tick after it. */
	readonly tick: number;
	readonly timestamp: number | undefined;
	readonly changes: FullChangeSet & LimitedChangeSet;
	/** How many entries of the world's log it stands for: 1, or more where they were folded. */
	readonly span: number;
}

/** A tick as it comes. */
export interface WireTick extends TickFrame {
	/** Moves that stand in it packed. */
	readonly packed?: Uint8Array;
	/** What the visible entities sum up to after it. */
	readonly checksum?: number;
}

/** Fresh state, and the cursor from which following ticks lead on. */
export interface StateFrame {
	readonly cursor: Cursor;
	readonly world: SyncedWorld;
}

type Json = Readonly<Record<string, unknown>>;

/** `value` as an object. @throws MalformedFrame naming `what` where it is none. */
export function asRecord(value: unknown, what: string): Json {
	if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
	throw new MalformedFrame(`${what} is not an object`);
}

function asCount(value: unknown, what: string): number {
	if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
	throw new MalformedFrame(`${what} is not a whole number`);
}

function asTime(value: unknown): number | undefined {
	return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function byId<T extends Thing>(value: unknown, what: string): ReadonlyMap<string, T> {
	if (value === undefined) return new Map();
	if (!Array.isArray(value)) throw new MalformedFrame(`${what} is not a list`);
	return new Map(
		value.map((item: unknown) => {
			const { id } = asRecord(item, `one of ${what}`);
			if (typeof id !== "string") throw new MalformedFrame(`one of ${what} has no id`);
			return [id, item as T];
		}),
	);
}

/** What data of a frame says: JSON text, or what it decodes to already. @throws MalformedFrame where it is neither. */
export function readJson(data: unknown): unknown {
	if (typeof data !== "string") return data;
	try {
		return JSON.parse(data);
	} catch (cause) {
		throw new MalformedFrame("not JSON", { cause });
	}
}

/** @throws MalformedFrame where `value` names no place in a log. */
export function readCursor(value: unknown): Cursor {
	const cursor = typeof value === "string" ? parseCursor(value) : undefined;
	if (!cursor) throw new MalformedFrame("not a cursor");
	return cursor;
}

/** `fullState` of an answer, at a tick. @throws MalformedFrame */
export function readWorld(fullState: unknown, at: Pick<SyncedWorld, "tick" | "timestamp">): SyncedWorld {
	const full = asRecord(fullState, "fullState");
	return {
		...at,
		entities: byId<SyncedEntity>(full["entities"], "entities"),
		npcs: byId<Mind>(full["npcs"], "npcs"),
		clusters: byId<WorldCluster>(full["clusters"], "clusters"),
		resources: byId<Thing>(full["resources"], "resources"),
		buildings: byId<Thing>(full["buildings"], "buildings"),
	};
}

/** Body of `/world/init` and of `event: state`. @throws MalformedFrame */
export function readState(value: unknown): StateFrame {
	const body = asRecord(value, "the state");
	const latest = body["latestSnapshot"];
	return {
		cursor: readCursor(body["cursor"]),
		world: readWorld(body["fullState"], {
			tick: asCount(body["currentTick"], "currentTick"),
			timestamp: latest ? asTime(asRecord(latest, "latestSnapshot")["timestamp"]) : undefined,
		}),
	};
}

/** Entries that a tick stands for, by its data; 1 where it does not say. */
export function spanOf(data: unknown): number {
	const span = typeof data === "object" && data !== null && "span" in data ? data.span : 1;
	return typeof span === "number" && Number.isSafeInteger(span) && span > 0 ? span : 1;
}

/**
 * Data of `event: snapshot`, with the moves that came packed beside it or as base64 in it.
 *
 * @throws MalformedFrame, MalformedMoves
 */
export function readTick(value: unknown, beside?: Uint8Array): WireTick {
	const body = asRecord(value, "the snapshot");
	const { packed: within, ...changes } = asRecord(body["changes"], "changes");
	const packed = typeof within === "string" ? bytesOfBase64(within) : beside;
	const { checksum } = body;
	return {
		tick: asCount(body["tick"], "tick"),
		timestamp: asTime(body["timestamp"]),
		changes,
		span: spanOf(body),
		...(packed && { packed }),
		...(checksum === undefined ? {} : { checksum: asCount(checksum, "checksum") }),
	};
}

/** `reason` of `reset` and `close`: one word of the protocol, or `unknown`. @throws MalformedFrame */
export function readReason(value: unknown): string {
	const { reason } = asRecord(value, "the reason");
	return typeof reason === "string" ? reason : "unknown";
}
