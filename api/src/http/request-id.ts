import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

/** The header that carries a request's id, in both directions. */
export const REQUEST_ID_HEADER = "x-request-id";

/** Long enough for any tracing system's ids, and nothing that could forge a line of a log. */
const SANE_ID = /^[\w.:-]{1,128}$/;

/** Gives each request its id as `req.id`: the caller's own where it is sane, else a new one. The answer carries it. */
export function requestId(newId: () => string = randomUUID): RequestHandler {
	return (req, res, next) => {
		const given = req.get(REQUEST_ID_HEADER);
		const id = given !== undefined && SANE_ID.test(given) ? given : newId();
		req.id = id;
		res.setHeader(REQUEST_ID_HEADER, id);
		next();
	};
}

/** The id that `requestId` gave. */
export function idOf(req: { readonly id?: unknown }): string | undefined {
	return typeof req.id === "string" ? req.id : undefined;
}
