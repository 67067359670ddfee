import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { type ErrorDescription, describeError } from "./describe-error.js";
import { type ErrorAnswer, answerError } from "./errors.js";
import { PROBLEM_TYPE } from "./problem.js";
import { createRedactor } from "./redact.js";
import { Refusal } from "./refusal.js";
import { idOf } from "./request-id.js";

/**
 * Runs `edge` and answers what it does not: every error, and what nothing is served at, as problem details. Our
 * bugs are logged with their stack. An answer that has already begun cannot be turned into another: its
 * connection is destroyed, so that the caller sees that it is incomplete.
 */
export function withProblems(edge: RequestHandler, logger: Logger): RequestHandler {
	return (req, res) => {
		const settle = (error: unknown): void => {
			const answer = answerError(error ?? new Refusal("not_found", `Nothing is served at ${req.path}.`));
			log(req, res, { error, answer });
			if (res.headersSent) res.destroy();
			else sendProblem(req, res, answer);
		};
		void edge(req, res, settle);
	};

	function log(
		req: Request,
		res: Response,
		{ error, answer }: { error: unknown; answer: ErrorAnswer },
	): void {
		const entry = () => ({ requestId: idOf(req), err: describeFor(req, error) });
		if (answer.ours) {
			logger.error(entry(), res.headersSent ? "an answer failed after it had begun" : "a request failed");
		} else if (answer.status >= 500 && error instanceof Error && error.cause !== undefined) {
			// The caller can do nothing about what is behind an outage, so that it is said here.
			logger.warn(entry(), "a request could not be served");
		}
	}
}

function sendProblem(req: Request, res: Response, { status, headers, problem }: ErrorAnswer): void {
	// What a handler had set for its own answer does not hold for this one.
	for (const name of ["Cache-Control", "Content-Encoding", "ETag", "Last-Modified"]) res.removeHeader(name);
	const body = { ...problem, requestId: idOf(req) };
	res
		.status(status)
		.set(headers)
		.set("Cache-Control", "no-store")
		.type(PROBLEM_TYPE)
		.send(JSON.stringify(body));
}

/** The error as logged, without the credentials of this request: a wrong key may be a right one misspelt. */
function describeFor(req: Request, error: unknown): ErrorDescription {
	const [, token] = req.get("authorization")?.split(" ") ?? [];
	const credentials = [req.get("x-api-key"), token].filter((text) => text !== undefined);
	return describeError(error, createRedactor(credentials));
}
