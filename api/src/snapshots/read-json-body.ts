import { isAscii, isUtf8 } from "node:buffer";
import { raw } from "express";
import type { Request, RequestHandler } from "express";
import { Refusal } from "../http/refusal.js";
import { MAX_BODY_BYTES } from "./snapshot-limits.js";

/** Names under which a JSON body's encoding may be told; ASCII is a part of UTF-8. */
const CHARSET = /;\s*charset\s*=\s*"?(utf-?8|us-ascii)"?\s*(;|$)/i;

const requireJson: RequestHandler = (req, _res, next) => {
	const type = req.headers["content-type"] ?? "";
	// As Roblox sends it: not taken apart every time.
	if (type === "application/json") return next();
	if (!req.is(["application/json", "application/*+json"])) {
		throw new Refusal("unsupported_media_type", "The body must be application/json.");
	}
	if (/charset/i.test(type) && !CHARSET.test(type)) {
		throw new Refusal("unsupported_media_type", "A JSON body must be UTF-8.");
	}
	next();
};

/** A body that cannot be inflated, or that is not as long as it says, is malformed. */
function explain(error: unknown): unknown {
	const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
	return status === 400
		? new Refusal("malformed", "The body cannot be read whole.", { cause: error })
		: error;
}

/**
 * Reads a request's body as bytes, inflated and never more than the limit: what inflates beyond is cut off
 * there. Passes on the refusal `unsupported_media_type` or `malformed`, or the body reader's own error.
 */
export function readBody(): RequestHandler[] {
	const readRaw = raw({ limit: MAX_BODY_BYTES, type: () => true });
	return [
		requireJson,
		(req, res, next) => readRaw(req, res, (error?: unknown) => (error ? next(explain(error)) : next())),
	];
}

/** ASCII, which most payloads are, is decoded several times as fast when nobody looks for other characters. */
function decode(bytes: Buffer): string {
	if (isAscii(bytes)) return bytes.toString("latin1");
	if (isUtf8(bytes)) return bytes.toString("utf8");
	throw new Refusal("malformed", "The body is not UTF-8.");
}

/**
 * The JSON value that the body read by `readBody` holds.
 *
 * @throws Refusal `malformed` where it is none
 */
export function parseBody(req: Request): unknown {
	const bytes: unknown = req.body;
	if (!Buffer.isBuffer(bytes)) throw new Refusal("malformed", "The body is empty.");
	try {
		return JSON.parse(decode(bytes)) as unknown;
	} catch (error) {
		if (error instanceof SyntaxError) {
			throw new Refusal("malformed", `The body is not JSON: ${error.message}`, { cause: error });
		}
		throw error;
	}
}
