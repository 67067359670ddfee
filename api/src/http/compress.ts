import compression from "compression";
import type { RequestHandler } from "express";

/** Compresses what is worth it. A stream of events is not: the compressor would hold events back. */
export function compress(): RequestHandler {
	return compression({
		filter: (req, res) => {
			const type = String(res.getHeader("Content-Type") ?? "");
			return !type.startsWith("text/event-stream") && compression.filter(req, res);
		},
	});
}
