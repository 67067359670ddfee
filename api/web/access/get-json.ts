import { HttpFailure } from "../../client/http.js";
import type { Access } from "./access.js";

/** The API answered with something other than what was asked for. */
export class ApiError extends Error {
	override readonly name = "ApiError";

	constructor(
		readonly status: number,
		message: string,
		/** The problem details that it answered; undefined where it did not. */
		readonly problem?: unknown,
	) {
		super(message);
	}
}

export interface GetJsonOptions {
	readonly access: Access;
	readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
	readonly signal?: AbortSignal;
}

export interface SendJsonOptions extends GetJsonOptions {
	readonly method: "POST" | "PUT";
	/** Sent as JSON; nothing where it is undefined. */
	readonly body?: unknown;
}

function ask(
	path: string,
	{ access, fetch, signal, ...sent }: GetJsonOptions & Partial<SendJsonOptions>,
): Promise<Response> {
	const token = access.token();
	return fetch(path, {
		headers: {
			accept: "application/json",
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
			...(sent.body === undefined ? {} : { "content-type": "application/json" }),
		},
		...(sent.method === undefined ? {} : { method: sent.method }),
		...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
		...(signal ? { signal } : {}),
	});
}

/** A refused token is renewed once where that can be done. */
async function askAsReader(
	path: string,
	options: GetJsonOptions & Partial<SendJsonOptions>,
): Promise<Response> {
	let response = await ask(path, options);
	if (response.status === 401) {
		const tried = options.access.token();
		const renewed = await options.access.renew();
		if (renewed !== undefined && renewed !== tried) response = await ask(path, options);
	}
	if (response.ok) return response;
	const problem: unknown = await response.json().catch(() => undefined);
	throw new ApiError(response.status, response.statusText || `status ${response.status}`, problem);
}

/** JSON of a GET. @throws ApiError */
export async function getJson(path: string, options: GetJsonOptions): Promise<unknown> {
	return (await askAsReader(path, options)).json();
}

/** Sends something; answers the JSON that comes back, undefined where nothing does. @throws ApiError */
export async function sendJson(path: string, options: SendJsonOptions): Promise<unknown> {
	const response = await askAsReader(path, options);
	const text = await response.text();
	return text === "" ? undefined : JSON.parse(text);
}

/** What went wrong, for people: what the API says of it, else what the browser does. */
export function reasonOf(error: unknown): string {
	const problem = error instanceof ApiError ? error.problem : undefined;
	if (typeof problem === "object" && problem !== null && "detail" in problem) return String(problem.detail);
	if (error instanceof HttpFailure) return error.detail;
	return error instanceof Error ? error.message : String(error);
}
