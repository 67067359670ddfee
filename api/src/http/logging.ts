import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { idOf } from "./request-id.js";
import { routeLabel } from "./route-label.js";

/** Asked for every few seconds by machines: worth a line where they fail alone. */
const QUIET_PATHS: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

/**
 * One line per request, when it has ended: id, method, path without its query (which may hold a credential),
 * route, status, milliseconds, and whether the caller left before the end. `req.log` logs with the same id.
 */
export function logRequests(logger: Logger): RequestHandler {
	const line = (req: Request, res: Response, { ms }: { ms: number }): object => ({
		method: req.method,
		path: pathOf(req),
		route: routeLabel(req),
		status: res.statusCode,
		ms,
		...(!res.writableFinished && { aborted: true }),
	});
	return pinoHttp<Request, Response>({
		logger,
		// The one binding of a request is its id: bound as it is, it would be described, for lines that never show it.
		customAttributeKeys: { req: "requestId", responseTime: "ms" },
		serializers: { requestId: idOf },
		wrapSerializers: false,
		customLogLevel: (req, res) => {
			if (res.statusCode >= 500) return "error";
			return QUIET_PATHS.has(pathOf(req)) ? "debug" : "info";
		},
		customSuccessObject: line,
		// The error itself is logged where it is answered, with its stack, under the same id.
		customErrorObject: (...[req, res, , values]: [Request, Response, Error, { ms: number }]) =>
			line(req, res, values),
		customSuccessMessage: () => "request",
		customErrorMessage: () => "request",
	});
}

function pathOf(req: Request): string {
	return req.originalUrl.split("?", 1)[0]!;
}
