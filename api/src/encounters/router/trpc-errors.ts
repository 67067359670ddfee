import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { answerError } from "../../http/errors.js";
import { pathErrors } from "../../http/path-errors.js";
import { Refusal, type PathError } from "../../http/refusal.js";

type Code = TRPCError["code"];

/** What tRPC calls the statuses of problems; it has no word for 410. */
const CODES: Readonly<Record<number, Code>> = {
	400: "BAD_REQUEST",
	401: "UNAUTHORIZED",
	402: "PAYMENT_REQUIRED",
	403: "FORBIDDEN",
	404: "NOT_FOUND",
	405: "METHOD_NOT_SUPPORTED",
	409: "CONFLICT",
	410: "PRECONDITION_FAILED",
	413: "PAYLOAD_TOO_LARGE",
	415: "UNSUPPORTED_MEDIA_TYPE",
	429: "TOO_MANY_REQUESTS",
	503: "SERVICE_UNAVAILABLE",
};

/** What is said of what tRPC itself objects to: its own words may hold what the caller wrote. */
const WORDS: Partial<Readonly<Record<Code, string>>> = {
	NOT_FOUND: "There is no such procedure.",
	METHOD_NOT_SUPPORTED: "This procedure is called in another way.",
	PAYLOAD_TOO_LARGE: "The call is larger than is taken here.",
	UNSUPPORTED_MEDIA_TYPE: "Send JSON, as content type application/json.",
	PARSE_ERROR: "The call is not well-formed JSON.",
};

/** What an error says beside its message. */
export interface ErrorDetails {
	/** Every failing place of the input. */
	readonly errors?: readonly PathError[];
	readonly retryAfterSeconds?: number;
}

/** An error of a procedure as tRPC answers it, with the code and words of its problem; one of ours says nothing. */
export function asTrpcError(error: unknown): TRPCError {
	if (error instanceof TRPCError && !isWrapped(error)) return error;
	const cause = error instanceof TRPCError ? error.cause : error;
	const { status, problem } = answerError(cause);
	return new TRPCError({ code: CODES[status] ?? "INTERNAL_SERVER_ERROR", message: problem.detail, cause });
}

/** tRPC takes whatever a procedure throws for a fault of the server. */
function isWrapped({ code, cause }: TRPCError): boolean {
	return code === "INTERNAL_SERVER_ERROR" && cause !== undefined;
}

/** What may be said of an error. */
export function messageOf({ code, message, cause }: TRPCError): string {
	if (cause instanceof ZodError) return "Some of the input does not fit.";
	if (code === "INTERNAL_SERVER_ERROR") return "Something went wrong here; it is logged.";
	if (cause === undefined && MADE_HERE.has(code)) return message;
	if (cause !== undefined && !answerError(cause).ours) return message;
	return WORDS[code] ?? "The call cannot be read.";
}

/** Codes that tRPC does not give by itself to what it objects to. */
const MADE_HERE: ReadonlySet<Code> = new Set([
	"UNAUTHORIZED",
	"FORBIDDEN",
	"CONFLICT",
	"TOO_MANY_REQUESTS",
	"SERVICE_UNAVAILABLE",
]);

export function detailsOf({ cause }: TRPCError): ErrorDetails {
	if (cause instanceof ZodError) return { errors: pathErrors(cause) };
	if (cause instanceof Refusal) {
		const { errors, retryAfterSeconds } = cause.options;
		return { ...(errors && { errors }), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
	}
	return {};
}
