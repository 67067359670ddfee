import type { z } from "zod";
import { MindError } from "../mind-error.js";

/** An answer of a few hundred tokens is a few KiB; a list of agents with their tools is some hundred. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/** Statuses after which the same request may be taken: busy, too many, or a fault of theirs. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 409, 425, 429, 500, 502, 503, 504]);

export interface JsonCall<T> {
	readonly method: "GET" | "POST";
	/** After the base address, with its query. */
	readonly path: string;
	readonly body?: unknown;
	readonly answer: z.ZodType<T>;
	readonly signal: AbortSignal;
}

/** Calls one service that speaks JSON. */
export type CallJson = <T>(call: JsonCall<T>) => Promise<T>;

/**
 * Calls under one base address, with a bearer token where there is one; it goes to that address alone, as redirects
 * are not followed. Rejects with MindError, or with the signal's reason once that is aborted.
 */
export function createJsonCaller({ url, key }: { readonly url: string; readonly key?: string }): CallJson {
	const base = url.replace(/\/+$/, "");
	const headers = {
		Accept: "application/json",
		...(key !== undefined && { Authorization: `Bearer ${key}` }),
	};

	return async ({ method, path, body, answer, signal }) => {
		const response = await fetch(`${base}${path}`, {
			method,
			headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
			...(body !== undefined && { body: JSON.stringify(body) }),
			redirect: "error",
			signal,
		}).catch((error: unknown) => {
			throw unreachable(error, signal);
		});
		if (!response.ok) {
			// What it says is not read: it might quote the key.
			await response.body?.cancel();
			throw refused(response);
		}
		const text = await readText(response).catch((error: unknown) => {
			throw error instanceof MindError ? error : unreachable(error, signal);
		});
		return parse(text, answer);
	};
}

function unreachable(error: unknown, signal: AbortSignal): unknown {
	if (signal.aborted) return signal.reason;
	const cause = error instanceof Error ? error.cause : undefined;
	const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
	return new MindError(`the model cannot be reached${/^\w{1,40}$/.test(code) ? ` (${code})` : ""}`, {
		failure: "unreachable",
		mayRetry: true,
	});
}

function refused({ status, headers }: Response): MindError {
	const retryAfterSeconds = readRetryAfter(headers.get("retry-after"));
	return new MindError(`the model answered with status ${status}`, {
		failure: "status",
		status,
		mayRetry: PASSING_STATUSES.has(status),
		...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
	});
}

/** Seconds; a date is not worth reading, as nobody waits that long for an NPC. */
function readRetryAfter(text: string | null): number | undefined {
	return text !== null && /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

async function readText(response: Response): Promise<string> {
	const decoder = new TextDecoder();
	let text = "";
	let bytes = 0;
	for await (const chunk of response.body ?? []) {
		bytes += chunk.byteLength;
		if (bytes > MAX_ANSWER_BYTES) throw malformed("the model's answer is too long");
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}

function parse<T>(text: string, schema: z.ZodType<T>): T {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw malformed("the model's answer is no JSON");
	}
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw malformed("the model's answer has another shape");
	return parsed.data;
}

/** A model that says something unreadable may say something better the next time. */
export function malformed(message: string): MindError {
	return new MindError(message, { failure: "malformed", mayRetry: true });
}
