import compression from "compression";
import type { RequestHandler } from "express";

const EVENT_STREAM = "text/event-stream";

/** Compresses what is worth it. A stream of events is not: the compressor would hold events back. */
export function compress(): RequestHandler {
	const compressed = compression({
		filter: (req, res) => {
			const type = String(res.getHeader("Content-Type") ?? "");
			return !type.startsWith(EVENT_STREAM) && compression.filter(req, res);
		},
	});
	return (req, res, next) => {
		// As `EventSource` asks: what the compressor wraps around a response is held for as long as the stream is.
		if (req.headers.accept === EVENT_STREAM) next();
		else compressed(req, res, next);
	};
}
