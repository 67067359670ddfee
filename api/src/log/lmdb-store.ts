import { setImmediate } from "node:timers/promises";
import { open, type Database, type RootDatabase } from "lmdb";
import { MAPPED_ONCE } from "./lmdb-map.js";
import type { LogEntry } from "./log.js";
import { LogError } from "./log-error.js";
import type { LogStore, TopicChange } from "./log-store.js";
import {
	decodeCheckpoint,
	decodeEntry,
	decodeTopic,
	encodeCheckpoint,
	encodeEntry,
	encodeTopic,
	peekEntry,
} from "./sealed-record.js";
import type { TopicState } from "./topic-state.js";

type EntryKey = [topic: string, offset: number];

export interface LmdbTables {
	readonly root: RootDatabase<Buffer, string>;
	/** `history`: the name of this history. `owner`: the process that may write. */
	readonly about: Database<string, string>;
	readonly topics: Database<Buffer, string>;
	readonly entries: Database<Buffer, EntryKey>;
	readonly checkpoints: Database<Buffer, string>;
}

export function openTables(path: string): LmdbTables {
	const root = open<Buffer, string>({
		path,
		noSubdir: true,
		...MAPPED_ONCE,
		maxDbs: 4,
		encoding: "binary",
		// A commit is acknowledged after it has reached the disk, not merely the page cache.
		overlappingSync: false,
		// The log gathers its own batches; the engine's gathering leaves a rejection unhandled when the disk is full.
		eventTurnBatching: false,
	});
	return {
		root,
		about: root.openDB("about", { encoding: "string" }),
		topics: root.openDB("topics", { encoding: "binary" }),
		entries: root.openDB("entries", { encoding: "binary" }),
		checkpoints: root.openDB("checkpoints", { encoding: "binary" }),
	};
}

export interface LmdbStoreOptions {
	readonly history: string;
	readonly owner: string;
	readonly topics: ReadonlyMap<string, TopicState>;
	readonly notice?: string;
}

export function createLmdbStore(tables: LmdbTables, options: LmdbStoreOptions): LogStore {
	const { root, about, topics, entries, checkpoints } = tables;

	function write({ topic, before, after, entries: added, checkpoint }: TopicChange): void {
		for (let offset = before.swept; offset < after.swept; offset++) entries.removeSync([topic, offset]);
		for (const entry of added) entries.putSync([topic, entry.offset], encodeEntry(topic, entry));
		if (checkpoint) checkpoints.putSync(topic, encodeCheckpoint(topic, checkpoint));
		topics.putSync(topic, encodeTopic(topic, after));
	}

	return {
		engine: "lmdb",
		history: options.history,
		topics: options.topics,
		...(options.notice !== undefined && { notice: options.notice }),
		read: (topic, from, to) => readEntries(entries, topic, { from, to }),
		peek(topic, offset) {
			const record = entries.getBinary([topic, offset]);
			if (!record) throw damaged(topic, offset);
			return peekEntry(record);
		},
		checkpoint(topic) {
			const record = checkpoints.get(topic);
			if (!record) return undefined;
			const checkpoint = decodeCheckpoint(topic, record);
			if (!checkpoint) throw new LogError("damaged", `the checkpoint of ${topic} is damaged`);
			return checkpoint;
		},
		async commit(changes) {
			try {
				await root.childTransaction(() => {
					if (about.get("owner") !== options.owner) {
						throw new LogError("taken", "another process has taken this log over");
					}
					for (const change of changes) write(change);
				});
			} catch (error) {
				throw await withCause(error);
			}
		},
		close: () => root.close(),
	};
}

/** Entries `from` to `to`, each of which must be there and whole. */
export function readEntries(
	entries: LmdbTables["entries"],
	topic: string,
	{ from, to }: { readonly from: number; readonly to: number },
): readonly LogEntry[] {
	// Ranges are taken whole before anything is judged: a cursor that an exception leaves open outlives its file.
	const records = [...entries.getRange({ start: [topic, from], end: [topic, to + 1] })];
	return Array.from({ length: to - from + 1 }, (_, index) => {
		const record = records[index];
		const offset = from + index;
		const entry = record?.key[1] === offset ? decodeEntry(topic, offset, record.value) : undefined;
		if (!entry) throw damaged(topic, offset);
		return entry;
	});
}

/** The state of every topic, after a look at every record. Throws `LogError("damaged")` where one is not whole. */
export function loadTopics({ topics, entries, checkpoints }: LmdbTables): ReadonlyMap<string, TopicState> {
	const states = new Map<string, TopicState>();
	let held = 0;
	let covered = 0;
	for (const { key: topic, value } of [...topics.getRange()]) {
		const state = decodeTopic(topic, value);
		if (!state) throw new LogError("damaged", `the record of topic ${topic} is damaged`);
		readEntries(entries, topic, { from: state.swept, to: state.head });
		const record = checkpoints.get(topic);
		const checkpoint = record && decodeCheckpoint(topic, record);
		if (checkpoint?.offset !== state.checkpoint) {
			throw new LogError("damaged", `the checkpoint of ${topic} is damaged`);
		}
		held += state.head - state.swept + 1;
		covered += checkpoint ? 1 : 0;
		states.set(topic, state);
	}
	if (entries.getCount() !== held || checkpoints.getCount() !== covered) {
		throw new LogError("damaged", "records are held that no topic knows of");
	}
	return states;
}

function damaged(topic: string, offset: number): LogError {
	return new LogError("damaged", `entry ${offset} of ${topic} is damaged`);
}

/**
 * The engine gives a failed commit's cause as a promise of its own, rejected a moment later: with a handler,
 * so that it does not end the process, and without waiting longer than a turn.
 */
async function withCause(error: unknown): Promise<unknown> {
	if (!(error instanceof Error) || !("commitError" in error)) return error;
	try {
		await Promise.race([error.commitError, setImmediate()]);
		return error;
	} catch (cause) {
		const detail = cause instanceof Error ? cause.message : String(cause);
		return new LogError("failed", `the log could not be written: ${detail}`, { cause });
	}
}
