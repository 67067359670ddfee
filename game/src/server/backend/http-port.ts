/** A request to the backend. The adapter adds base URL, key and compression. */
export interface HttpRequest {
	readonly method: "GET" | "POST" | "PUT" | "DELETE";
	/** From the root of the API, such as `/v1/snapshot/game`. */
	readonly path: string;
	/** Encoded as JSON by the adapter; refused before sending where it cannot be (NaN, infinity). */
	readonly body?: unknown;
	readonly timeoutSeconds: number;
}

/**
 * How a request ended. `answered`: the backend spoke, whatever its status. `lost`: no answer; the request may
 * or may not have been taken. `unsent`: it never left (not encodable, HTTP switched off).
 */
export type HttpAnswer =
	| {
			readonly kind: "answered";
			readonly status: number;
			/** Decoded JSON; undefined where the body was empty or not JSON. */
			readonly body: unknown;
			/** From `retry-after`. */
			readonly retryAfterSeconds?: number;
			readonly bytesSent: number;
	  }
	| { readonly kind: "lost"; readonly reason: string; readonly bytesSent: number }
	| { readonly kind: "unsent"; readonly reason: string };

/** Sends; calls `done` exactly once, later. */
export interface HttpPort {
	readonly send: (request: HttpRequest, done: (answer: HttpAnswer) => void) => void;
	/** Encoded size of a body in bytes; undefined where it cannot be encoded. */
	readonly measure: (body: unknown) => number | undefined;
}
