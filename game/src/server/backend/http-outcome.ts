import type { HttpAnswer } from "./http-port";

/** What a response of the engine says, its body still as text. */
export interface RawResponse {
	readonly StatusCode: number;
	readonly Headers: Readonly<Record<string, string>>;
	readonly Body: string;
}

/**
 * Thrown, in whatever case, where a request was never sent. Everything else that is thrown leaves open whether
 * the backend heard it.
 */
const NEVER_LEFT = [
	"http requests are not enabled",
	"can only be executed by game server",
	"is not allowed to access roblox resources",
	"trust check failed",
	"invalidurl",
	"err_access_denied",
];

/** A header by its name in lower case, however the response spells it. */
function header(headers: Readonly<Record<string, string>>, wanted: string): string | undefined {
	for (const [name, value] of pairs(headers)) if (name.lower() === wanted) return value;
	return undefined;
}

/** Seconds from a `retry-after` header; a date, or anything else, counts as none. */
function retryAfter(headers: Readonly<Record<string, string>>): number | undefined {
	const seconds = tonumber(header(headers, "retry-after"));
	return seconds !== undefined && seconds >= 0 && seconds < math.huge ? seconds : undefined;
}

/** The engine answered, with whatever status. `decode` throws where a text is not JSON. */
export function answered(
	response: RawResponse,
	bytesSent: number,
	decode: (text: string) => unknown,
): HttpAnswer {
	const [ok, body] = pcall(decode, response.Body);
	return {
		kind: "answered",
		status: response.StatusCode,
		body: ok ? body : undefined,
		retryAfterSeconds: retryAfter(response.Headers),
		etag: header(response.Headers, "etag"),
		bytesSent,
	};
}

/** The engine threw `problem` instead of answering. */
export function thrown(problem: unknown, bytesSent: number): HttpAnswer {
	const reason = tostring(problem);
	const lowered = reason.lower();
	for (const part of NEVER_LEFT) {
		if (lowered.find(part, 1, true)[0] !== undefined) return { kind: "unsent", reason };
	}
	return { kind: "lost", reason, bytesSent };
}
