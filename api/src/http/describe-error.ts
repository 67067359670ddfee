/** What a log says of an error. */
export interface ErrorDescription {
	readonly type: string;
	readonly message: string;
	readonly stack?: string;
	readonly code?: string;
	readonly cause?: ErrorDescription;
	readonly errors?: readonly ErrorDescription[];
}

/** Causes of causes beyond this add nothing, and a ring of them would never end. */
const DEEPEST_CAUSE = 5;

/**
 * An error for the log: what it is, where, and why, each text as `scrub` leaves it. Nothing else that hangs on it:
 * body parsers attach the whole body, and clients their request with its credentials.
 */
export function describeError(
	error: unknown,
	scrub: (text: string) => string = (text) => text,
	depth = 0,
): ErrorDescription {
	if (!(error instanceof Error)) return { type: typeof error, message: scrub(textOf(error)) };
	const inner = (cause: unknown): ErrorDescription => describeError(cause, scrub, depth + 1);
	const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
	const nested = depth < DEEPEST_CAUSE;
	return {
		type: textOf(error.name),
		message: scrub(textOf(error.message)),
		...(error.stack !== undefined && { stack: scrub(textOf(error.stack)) }),
		...(code !== undefined && { code }),
		...(nested && error.cause !== undefined && { cause: inner(error.cause) }),
		...(nested && error instanceof AggregateError && { errors: error.errors.map(inner) }),
	};
}

/** An object's own conversion may throw, or tell too much: it is named by its kind. */
function textOf(value: unknown): string {
	return typeof value === "object" && value !== null ? Object.prototype.toString.call(value) : String(value);
}
