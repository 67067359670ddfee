/**
 * Why the log did not do what was asked.
 * `invalid`: the call was wrong (a name, an entry, a checkpoint out of range); nothing was changed.
 * `failed`: the engine could not hold it (disk full); nothing was changed, later calls may succeed.
 * `conflict`: somebody else has written since; nothing was changed.
 * `unavailable`: the engine cannot be reached or does not answer; what was to be written may or may not be held.
 * `closed`: the log has been closed.
 * `taken`: another process owns the directory.
 * `damaged`: what was read is not what was written.
 */
export type LogErrorCode = "invalid" | "failed" | "conflict" | "unavailable" | "closed" | "taken" | "damaged";

/** Every rejection of a `Log`. */
export class LogError extends Error {
	override readonly name = "LogError";

	constructor(
		readonly code: LogErrorCode,
		message: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}
