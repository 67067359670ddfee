import { DatabaseError } from "../../db/database-error.js";
import { abortable } from "../../messages/minds/within.js";
import type { RunDeps } from "./run.js";
import { FIRST_RETRY_MS, MOST_RETRY_MS } from "./run-limits.js";

/**
 * Calls the database, again and again while that cannot be had. What is called may have been done without an answer, so
 * it is something that may be done twice. Rejects with the reason of the signal once that is aborted.
 */
export async function outlast<T>(
	call: () => Promise<T>,
	{ signal, report }: Pick<RunDeps, "report"> & { readonly signal: AbortSignal },
): Promise<T> {
	for (let wait = FIRST_RETRY_MS; ; wait = Math.min(2 * wait, MOST_RETRY_MS)) {
		signal.throwIfAborted();
		try {
			return await call();
		} catch (error) {
			if (!(error instanceof DatabaseError) || error.code === "closed") throw error;
			report("A run of the chatroom waits for the database.", { error });
		}
		await abortable(wait / 1000, signal);
	}
}
