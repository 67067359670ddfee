import type { Database } from "../db/database.js";
import { type DatabaseCalls, limitCalls } from "../db/database-calls.js";
import { createTeller, type Teller, type TellerDeps } from "./teller.js";

export interface StartOutboxOptions extends Omit<TellerDeps, "calls"> {
	readonly database: Pick<Database, "run" | "transaction" | "isNeeded">;
	/** Whether the database may hold what an earlier process has left. */
	readonly hasEarlier: boolean;
}

/** What the features of a process save and have told: one for all of them, running until `stop`. */
export interface RunningOutbox {
	readonly calls: DatabaseCalls;
	readonly teller: Teller;
	/** Whether there is anything in the database: a look into it that nobody asked for opens it for nothing else. */
	readonly isInUse: () => boolean;
	/**
	 * Tells what was left: to be called once requests are taken, and now and then. Does nothing where nobody has needed
	 * the database so far, and does not reject.
	 */
	readonly sweep: () => Promise<void>;
	/** Finishes what was handed over. Database and log are their owner's to close. */
	readonly stop: () => Promise<void>;
}

/** Makes the one outbox of a process. */
export function startOutbox({ database, hasEarlier, ...deps }: StartOutboxOptions): RunningOutbox {
	const calls = limitCalls(database);
	const teller = createTeller({ ...deps, calls });
	const isInUse = (): boolean => hasEarlier || database.isNeeded();
	return {
		calls,
		teller,
		isInUse,
		// Embedded it takes some hundred megabytes, which nobody pays for a look at nothing.
		sweep: async () => {
			if (!isInUse()) return;
			await teller
				.sweep()
				.catch((error: unknown) => deps.report("What is saved could not be swept.", { error }));
		},
		stop: teller.close,
	};
}
