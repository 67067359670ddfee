import type { Database } from "../../db/database.js";
import type { OutboxRow } from "../../outbox/outbox.js";
import type { LineWriter } from "../dialogue/line-writer.js";

/** One of the times at which all chatlings talk. Besides the societies before it, nothing else decides what comes of it. */
export interface Run {
	/** By which it is known; the same time has the same. */
	readonly runId: string;
	/** Unix seconds: what is written has this time, and who joined later is not in it. */
	readonly slot: number;
	/** Of the slot, as `MM-DD` in the time zone of the schedule. */
	readonly day: string;
	readonly seed: string;
}

export interface RunDeps {
	readonly database: Pick<Database, "run" | "transaction">;
	/** Tells rows of the outbox, once they are saved. */
	readonly tell: (rows: readonly OutboxRow[]) => Promise<void>;
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	/** Who puts conversations into words; templates where it is not given. */
	readonly lines?: LineWriter;
}
