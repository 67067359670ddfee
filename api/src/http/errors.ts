import { STATUS_CODES } from "node:http";
import { ZodError } from "zod";
import { DATABASE_RETRY_AFTER_SECONDS } from "../config/limits.js";
import { DatabaseError } from "../db/database-error.js";
import { LogError, type LogErrorCode } from "../log/log-error.js";
import { pathErrors } from "./path-errors.js";
import type { Problem } from "./problem.js";
import { Refusal, type RefusalCode } from "./refusal.js";

/** Kinds of problem: reasons for a refusal, what goes wrong before there is a request, and our own bugs. */
type ProblemCode = RefusalCode | "headers_too_large" | "timed_out" | "internal";

/** The status and title of every error that leaves this process. Nothing else knows them. */
const KINDS: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
	malformed: [400, "The request cannot be read"],
	invalid: [400, "The input does not fit"],
	unauthenticated: [401, "It is not known who is calling"],
	payment_required: [402, "It costs more than there is"],
	forbidden: [403, "This caller may not do this"],
	not_found: [404, "There is no such thing"],
	method_not_allowed: [405, "This cannot be done to it"],
	timed_out: [408, "The request took too long to arrive"],
	conflict: [409, "This cannot be done as things stand"],
	need_full: [409, "A full snapshot is needed first"],
	gone: [410, "This is no longer held"],
	too_large: [413, "The request is too large"],
	unsupported_media_type: [415, "This kind of content is not taken"],
	too_many_requests: [429, "There were too many requests"],
	headers_too_large: [431, "The headers are too large"],
	internal: [500, "Something went wrong here"],
	unavailable: [503, "This cannot be had right now"],
};

/** What the body parsers object to, by their own names for it. */
const BODY_ERRORS: Readonly<Record<string, readonly [code: ProblemCode, detail: string]>> = {
	"entity.too.large": ["too_large", "The body is larger than is taken here, after inflation."],
	"entity.parse.failed": ["malformed", "The body is not well-formed JSON."],
	"encoding.unsupported": ["unsupported_media_type", "The content encoding is not taken: send gzip or none."],
	"charset.unsupported": ["unsupported_media_type", "The charset is not taken: send UTF-8."],
	"request.aborted": ["malformed", "The request broke off before its end."],
	"request.size.invalid": ["malformed", "The body is not as long as its content-length says."],
};

/** What of the log passes by itself, or by asking another instance. */
const PASSING: ReadonlySet<LogErrorCode> = new Set(["failed", "conflict", "unavailable", "closed"]);

/** Seconds after which a caller may ask the log again. */
const LOG_RETRY_SECONDS = 1;

/** How an error is answered. `ours`: it is our bug, to be logged with its stack. */
export interface ErrorAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly problem: Problem;
	readonly ours: boolean;
}

/**
 * The answer to any error: a refusal's own, 503 where the log or the database is away, 400 for an input that does not
 * fit its schema, what Express and its parsers found wrong with the request, and for all else a 500 that says nothing
 * of the inside.
 */
export function answerError(thrown: unknown): ErrorAnswer {
	const error = away(thrown) ?? thrown;
	if (error instanceof Refusal) {
		const { errors, extra } = error.options;
		return answer(
			problem(error.code, error.detail, { ...extra, ...(errors && { errors }) }),
			headersOf(error),
		);
	}
	if (error instanceof ZodError) {
		return answer(problem("invalid", "Some of the input does not fit.", { errors: pathErrors(error) }));
	}
	if (isCallersFault(error)) {
		const known = BODY_ERRORS[error.type ?? ""];
		if (known) return answer(problem(...known));
		if (error.statusCode === 400)
			return answer(problem("malformed", "The address or body cannot be decoded."));
		const title = STATUS_CODES[error.statusCode] ?? "Refused";
		return answer({ type: "about:blank", title, status: error.statusCode, detail: `${title}.` });
	}
	return { ...answer(problem("internal", "It is logged under the id of this request.")), ours: true };
}

/** The refusal that an engine's being away comes to: whoever needs it says so by failing, and no route has to know. */
function away(cause: unknown): Refusal | undefined {
	if (cause instanceof LogError && PASSING.has(cause.code)) {
		const retryAfterSeconds = LOG_RETRY_SECONDS;
		return new Refusal("unavailable", "The log cannot be reached now.", { cause, retryAfterSeconds });
	}
	if (cause instanceof DatabaseError) {
		const retryAfterSeconds = DATABASE_RETRY_AFTER_SECONDS;
		return new Refusal("unavailable", "The database cannot be had right now.", { cause, retryAfterSeconds });
	}
	return undefined;
}

/** The answer to what was not even a request: `code` is that of Node's parser error. */
export function answerParserError(code: string | undefined): ErrorAnswer {
	if (code === "HPE_HEADER_OVERFLOW")
		return answer(problem("headers_too_large", "Send fewer or shorter headers."));
	if (code === "ERR_HTTP_REQUEST_TIMEOUT")
		return answer(problem("timed_out", "Send the whole request sooner."));
	return answer(problem("malformed", "It is not a request by the rules of HTTP."));
}

function problem(code: ProblemCode, detail: string, more: object = {}): Problem {
	const [status, title] = KINDS[code];
	return { ...more, type: `urn:earshot:problem:${code.replaceAll("_", "-")}`, title, status, detail };
}

function answer(body: Problem, headers: Readonly<Record<string, string>> = {}): ErrorAnswer {
	return { status: body.status, headers, problem: body, ours: false };
}

function headersOf({ code, options }: Refusal): Record<string, string> {
	return {
		...(code === "unauthenticated" && { "WWW-Authenticate": 'Bearer realm="earshot"' }),
		...(options.allow && { Allow: options.allow.join(", ") }),
		...(options.retryAfterSeconds !== undefined && {
			"Retry-After": String(Math.max(1, Math.ceil(options.retryAfterSeconds))),
		}),
	};
}

/**
 * An error made by Express or its parsers for something wrong in the request. Their mark is `expose`; without
 * it a status on an error is somebody else's (that of a call of our own, say), and the error our bug.
 */
function isCallersFault(error: unknown): error is Error & { statusCode: number; type?: string } {
	if (!(error instanceof Error) || !("statusCode" in error)) return false;
	const marked = ("expose" in error && error.expose === true) || error instanceof URIError;
	return marked && typeof error.statusCode === "number" && error.statusCode >= 400 && error.statusCode < 500;
}
