import PQueue from "p-queue";
import { DATABASE_RETRY_AFTER_SECONDS } from "../config/limits.js";
import type { Database } from "./database.js";
import { DatabaseError } from "./database-error.js";
import { DATABASE_CALLS, WAITING_CALLS } from "./database-limits.js";
import { Refusal } from "../http/refusal.js";

/** The database as features call it. Calls reject with Refusal `unavailable` where it cannot be had. */
export type DatabaseCalls = Pick<Database, "run" | "transaction">;

export function tooMuchWaits(): Refusal {
	return new Refusal("unavailable", "Too much is waiting for the database.", { retryAfterSeconds: 1 });
}

/**
 * Lets so many calls at a time to the database; others wait here, where they are in nobody's way: those that wait for a
 * row of their own would hold every connection that others need.
 */
export function limitCalls(
	database: DatabaseCalls,
	{ atOnce = DATABASE_CALLS, mayWait = WAITING_CALLS } = {},
): DatabaseCalls {
	const queue = new PQueue({ concurrency: atOnce });
	const call = async <T>(ask: () => Promise<T>): Promise<T> => {
		if (queue.size >= mayWait) throw tooMuchWaits();
		try {
			return await queue.add(ask);
		} catch (cause) {
			if (!(cause instanceof DatabaseError)) throw cause;
			throw new Refusal("unavailable", "The database cannot be had right now.", {
				cause,
				retryAfterSeconds: DATABASE_RETRY_AFTER_SECONDS,
			});
		}
	};
	return {
		run: (work) => call(() => database.run(work)),
		transaction: (work) => call(() => database.transaction(work)),
	};
}
