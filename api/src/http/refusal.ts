/** Why a request was refused. `http/errors.ts` alone knows which status each is. */
export type RefusalCode =
	| "malformed"
	| "invalid"
	| "unauthenticated"
	| "payment_required"
	| "forbidden"
	| "not_found"
	| "method_not_allowed"
	| "conflict"
	| "need_full"
	| "gone"
	| "too_large"
	| "unsupported_media_type"
	| "too_many_requests"
	| "unavailable";

/** One failing place of an input. `path` joins keys with dots and indices in brackets: `clusters[0].members`. */
export interface PathError {
	readonly path: string;
	readonly message: string;
}

export interface RefusalOptions {
	readonly errors?: readonly PathError[];
	/** Further members of the problem details, such as `needFull: true`. */
	readonly extra?: Readonly<Record<string, unknown>>;
	/** With `method_not_allowed`: the methods that are. */
	readonly allow?: readonly string[];
	readonly retryAfterSeconds?: number;
	readonly cause?: unknown;
}

/** The caller was wrong, or what was asked cannot be given now: never our bug, never a 500. */
export class Refusal extends Error {
	override readonly name = "Refusal";

	constructor(
		readonly code: RefusalCode,
		readonly detail: string,
		readonly options: RefusalOptions = {},
	) {
		super(detail, { cause: options.cause });
	}
}
