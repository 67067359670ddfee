/** A request to the backend. The adapter adds base URL, key and compression. */
export interface HttpRequest {
	readonly method: "GET" | "POST" | "PUT" | "DELETE";
	/** From the root of the API, such as `/v1/snapshot/game`. */
	readonly path: string;
	/** JSON from `encode`: kept by the sender, so that a retry repeats the same bytes. */
	readonly body?: string;
	/** Of the answer that the sender holds: where it would be the same, the backend answers 304 without a body. */
	readonly etag?: string;
	readonly timeoutSeconds: number;
}

/**
 * How a request ended. `answered`: the backend spoke, whatever its status. `lost`: no answer; the request may
 * or may not have been taken. `unsent`: it never left, as HTTP is switched off.
 */
export type HttpAnswer =
	| {
			readonly kind: "answered";
			readonly status: number;
			/** Decoded JSON; undefined where the body was empty or not JSON. */
			readonly body: unknown;
			/** From `retry-after`. */
			readonly retryAfterSeconds?: number;
			readonly etag?: string;
			readonly bytesSent: number;
	  }
	| { readonly kind: "lost"; readonly reason: string; readonly bytesSent: number }
	| { readonly kind: "unsent"; readonly reason: string };

/** JSON of a body (its length is its size in bytes), or where and why it has none. */
export type Encoding =
	{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** `send` calls `done` exactly once, after it has returned itself. */
export interface HttpPort {
	readonly send: (request: HttpRequest, done: (answer: HttpAnswer) => void) => void;
	/** Refuses what JSON cannot hold: NaN, infinities, functions, cycles, text that is not UTF-8. */
	readonly encode: (body: unknown) => Encoding;
}
