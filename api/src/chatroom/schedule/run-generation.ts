import type { RunWire } from "../chatroom-wire.js";
import type { Run } from "../runs/run.js";

export interface RunWork {
	/** Ends it early, for others or a later time to go on with. */
	readonly signal: AbortSignal;
	/** Told now and then how far it is. */
	readonly onProgress: (run: RunWire) => void;
}

/** Runs in the database: whoever asks, each is begun once and each of its users is done once. */
export interface RunGeneration {
	/** Begins a run, or finds it where it was begun before: gives it as it was begun first. */
	readonly ensure: (run: Run) => Promise<Run>;
	/** Runs that were begun and not finished, the oldest first. */
	readonly unfinished: () => Promise<readonly Run[]>;
	/** Does what of a run nobody does, until all of it is done, by whomever, or it is ended early. */
	readonly work: (run: Run, work: RunWork) => Promise<RunWire>;
	/** How a run stands; undefined where it was never begun. */
	readonly read: (runId: string) => Promise<RunWire | undefined>;
	/** How the newest runs stand, newest first. */
	readonly list: (limit: number) => Promise<readonly RunWire[]>;
}
