/** A tick whose complete state is archived. */
export interface ArchivedTick {
	readonly tick: number;
	/** Unix seconds, of the payload that made the tick. */
	readonly timestamp: number;
}

/** The complete state of a world after a tick. */
export interface ArchivedState extends ArchivedTick {
	readonly worldId: string;
	/** JSON text of a `FullState`; it comes back as it was put, character by character. */
	readonly state: string;
}

/**
 * Where complete states of worlds outlive everything else: one every so many ticks, without an end. Any call
 * rejects while the engine cannot be reached, and may be made again.
 */
export interface WorldArchive {
	/** Keeps a state for good, in place of an earlier one of the same world and tick; resolves when it is held. */
	put(archived: ArchivedState): Promise<void>;
	/** Which ticks of a world are held, oldest first. */
	list(worldId: string): Promise<readonly ArchivedTick[]>;
	/** The newest state of a world that is of `tick` or before it. */
	newestUpTo(worldId: string, tick: number): Promise<ArchivedState | undefined>;
	/**
	 * Hands each state of any world whose text contains `mention` (as it stands: no pattern, case counts) to
	 * `change`, and keeps what that returns instead; the same text back changes nothing. How many were changed.
	 * Resolves when what was there before cannot be read any more. Where one fails, the others may have been
	 * changed: asking again goes on.
	 */
	rewrite(mention: string, change: (archived: ArchivedState) => string): Promise<number>;
	status(): ArchiveStatus;
}

/** For `/readyz` and metrics. */
export interface ArchiveStatus {
	readonly engine: "memory" | "pglite" | "postgres";
	readonly ready: boolean;
	readonly detail?: string;
}
