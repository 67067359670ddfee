import type { WorldSnapshot } from "../worlds/changes.js";

/** A tick as stores hold it: the log's own entry, and which history of the log it is from. */
export interface StoredSnapshot extends WorldSnapshot {
	readonly epoch: string;
}

export function parseStored(data: string): StoredSnapshot {
	return JSON.parse(data) as StoredSnapshot;
}
