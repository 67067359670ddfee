import type { ArchivedState } from "./world-archive.js";

/** A tick of a world, to be kept. */
export interface TickRecord {
	readonly tick: number;
	/** Unix seconds at which the log took it: it is held for so long from then, whenever it is put. */
	readonly at: number;
	/** JSON text of a `StoredSnapshot`. */
	readonly data: string;
}

/** A tick of a world, as it was put. */
export type KeptTick = Pick<TickRecord, "tick" | "data">;

/**
 * What is kept of worlds for a while, tick by tick, and their newest complete state. A follower of the log, never
 * the truth. Every adapter passes `snapshot-store-contract.ts`; any call rejects while its engine cannot be
 * reached, and may be made again.
 */
export interface SnapshotStore {
	readonly engine: "memory" | "lmdb" | "redis";
	/** The newest tick that was put, held or not; undefined where none was. */
	latestTick(worldId: string): Promise<number | undefined>;
	/**
	 * Keeps ticks that follow one another, as one unit, where `after` is the latest tick of the world; else it
	 * answers false and nothing is changed: somebody else has written. What is too old by now is passed over.
	 */
	put(worldId: string, ticks: readonly TickRecord[], after: number | undefined): Promise<boolean>;
	/** The ticks from `from` to `to`, both included, that are held; oldest first. */
	range(worldId: string, from: number, to: number): Promise<readonly KeptTick[]>;
	/** The tick from which on all up to the latest are held; undefined where the latest is not. */
	oldestTick(worldId: string): Promise<number | undefined>;
	/** Every tick that is held, behind holes too, in order; may take long. */
	heldTicks(worldId: string): Promise<readonly number[]>;
	/** The complete state that was put last. */
	fullState(worldId: string): Promise<ArchivedState | undefined>;
	/** Keeps a complete state for good, in place of the one before. */
	putFullState(archived: ArchivedState): Promise<void>;
	/** Lets go of what came after a tick, which is the latest from then on: the world went on differently. */
	rewind(worldId: string, tick: number): Promise<void>;
	/** Erases every tick of a world; what is put next follows `tick`. */
	forget(worldId: string, tick: number): Promise<void>;
	/** Lets go of what has expired, in worlds that nobody writes to too. */
	sweep(): Promise<void>;
	/** Calls `listener` whenever the engine can be reached again, and may have forgotten everything. */
	onReturn(listener: () => void): void;
	status(): StoreStatus;
	/** Waits for what is under way. Calls after it reject. */
	close(): Promise<void>;
}

/** For `/readyz` and metrics. */
export interface StoreStatus {
	readonly ready: boolean;
	readonly detail?: string;
}

/** How much an embedded store keeps of each world. */
export interface StoreBounds {
	readonly ttlSeconds: number;
	readonly maxTicks: number;
	/** Of text in UTF-8. */
	readonly maxBytes: number;
}

export interface EmbeddedStoreOptions extends StoreBounds {
	/** Unix seconds. */
	readonly now: () => number;
}
