import type { RequestHandler } from "express";
import { CORS_MAX_AGE_SECONDS } from "../config/limits.js";

/** What a page may send: tokens and where to resume. Keys of game servers have no place in a browser. */
const REQUEST_HEADERS = "authorization, content-type, if-none-match, last-event-id, x-request-id";

/** What a page may see of an answer beyond what browsers always show. */
const ANSWER_HEADERS = "etag, ratelimit, ratelimit-policy, retry-after, x-request-id";

/**
 * Lets pages of the given origins call. Our own pages are of the same origin and need none of this. No cookie is
 * ever used, so none is allowed to be sent.
 */
export function cors(origins: readonly string[]): RequestHandler {
	const allowed = new Set(origins);
	return (req, res, next) => {
		const origin = req.get("origin");
		res.vary("Origin");
		if (origin === undefined || !allowed.has(origin)) return next();
		res.set("Access-Control-Allow-Origin", origin);
		if (req.method !== "OPTIONS" || req.get("access-control-request-method") === undefined) {
			res.set("Access-Control-Expose-Headers", ANSWER_HEADERS);
			return next();
		}
		res
			.set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
			.set("Access-Control-Allow-Headers", REQUEST_HEADERS)
			.set("Access-Control-Max-Age", String(CORS_MAX_AGE_SECONDS))
			.status(204)
			.end();
	};
}
