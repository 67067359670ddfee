/** Why a model's answer could not be had. */
export type MindFailure =
	/** Not within its time. */
	| "timeout"
	/** No connection, or cut off. */
	| "unreachable"
	/** It refused, by status. */
	| "status"
	/** It answered what cannot be read. */
	| "malformed";

interface MindErrorOptions {
	readonly failure: MindFailure;
	/** The same again might well be answered. */
	readonly mayRetry: boolean;
	/** Of its answer, where it refused by one. */
	readonly status?: number;
	/** Seconds that it asked to be left alone for. */
	readonly retryAfterSeconds?: number;
}

/**
 * A model did not answer. Its message is our own words alone: nothing of what was sent or came back stands in it, as
 * either may hold a key or somebody's talk.
 */
export class MindError extends Error {
	override readonly name = "MindError";
	readonly failure: MindFailure;
	readonly mayRetry: boolean;
	readonly status: number | undefined;
	readonly retryAfterSeconds: number | undefined;

	constructor(message: string, { failure, mayRetry, status, retryAfterSeconds }: MindErrorOptions) {
		super(message);
		this.failure = failure;
		this.mayRetry = mayRetry;
		this.status = status;
		this.retryAfterSeconds = retryAfterSeconds;
	}
}
