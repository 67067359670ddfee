/**
 * Why the database did not do what was asked.
 * `unavailable`: it cannot be reached, does not answer in time or is still being opened. What was to be written may or
 * may not be held: whoever asks again does so in a way that may be done twice.
 * `taken`: another process has the embedded database open.
 * `damaged`: the files of the embedded database cannot be read.
 * `newer`: it was last used by a newer Earshot, whose tables this one does not know.
 * `closed`: it has been closed.
 */
export type DatabaseErrorCode = "unavailable" | "taken" | "damaged" | "newer" | "closed";

/**
 * The database cannot be had now. Never our bug: an edge answers it as 503. What a query itself did wrong (a rule of a
 * table that it breaks, say) is Drizzle's error, as it is.
 */
export class DatabaseError extends Error {
	override readonly name = "DatabaseError";

	constructor(
		readonly code: DatabaseErrorCode,
		message: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}

/** The error and what caused it, outermost first. */
function* causes(error: unknown): Generator<Error> {
	for (let at = error; at instanceof Error; at = at.cause) yield at;
}

/** The SQLSTATE that the database gave, where the error came from it. */
export function sqlState(error: unknown): string | undefined {
	for (const cause of causes(error)) {
		// The system's own codes may look alike: EPIPE, EBUSY.
		if ("errno" in cause || !("code" in cause) || typeof cause.code !== "string") continue;
		if (/^[0-9A-Z]{5}$/.test(cause.code)) return cause.code;
	}
	return undefined;
}

/**
 * Of an error that is not the query's own fault: whether the connection is `gone`, or the database only too `busy` for
 * this call.
 */
export function troubleOf(error: unknown): "gone" | "busy" | undefined {
	const state = sqlState(error);
	if (state !== undefined) {
		if (BUSY_STATES.has(state)) return "busy";
		return GONE_STATES.test(state) ? "gone" : undefined;
	}
	for (const cause of causes(error)) {
		if (cause.message === NO_ROOM) return "busy";
		if ("errno" in cause || GONE_MESSAGES.test(cause.message)) return "gone";
	}
	return undefined;
}

/** Statement and lock timeouts, and no room for another connection. */
const BUSY_STATES: ReadonlySet<string> = new Set(["57014", "55P03", "53300"]);

/** Of connections, a server that stops, starts or lacks resources, a standby that only reads, files that cannot be read. */
const GONE_STATES = /^(08|53|57P|25006|25P0[34]|58|XX00[12])/;

/** The pool's words, as it has no codes. */
const NO_ROOM = "timeout exceeded when trying to connect";
const GONE_MESSAGES =
	/^(Connection terminated|Query read timeout|timeout expired|Client (has encountered|was closed)|Cannot use a pool)/;
