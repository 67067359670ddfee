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

function askFor(path: string, { access, fetch, signal }: GetJsonOptions): Promise<Response> {
	const token = access.token();
	return fetch(path, {
		headers: {
			accept: "application/json",
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
		},
		...(signal ? { signal } : {}),
	});
}

/** JSON of a GET; a refused token is renewed once where that can be done. @throws ApiError */
export async function getJson(path: string, options: GetJsonOptions): Promise<unknown> {
	let response = await askFor(path, options);
	if (response.status === 401) {
		const tried = options.access.token();
		const renewed = await options.access.renew();
		if (renewed !== undefined && renewed !== tried) response = await askFor(path, options);
	}
	if (response.ok) return response.json();
	const problem: unknown = await response.json().catch(() => undefined);
	throw new ApiError(response.status, response.statusText || `status ${response.status}`, problem);
}
