/** The server will not serve this reader: no token, a wrong one, or one that may not read this. */
export class Refused extends Error {
	override readonly name = "Refused";

	constructor(
		readonly status: 401 | 403,
		readonly detail: string,
	) {
		super(detail);
	}
}

/** The server answered, but not with what was asked for. */
export class HttpFailure extends Error {
	override readonly name = "HttpFailure";

	constructor(
		readonly status: number,
		readonly detail: string,
		/** From `Retry-After`, where the server named a time in seconds. */
		readonly retryAfterMs: number | undefined,
	) {
		super(`${status}: ${detail}`);
	}
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpRequest {
	readonly path: string;
	readonly query: Readonly<Record<string, string | number | undefined>>;
	readonly accept: string;
	readonly token: string | undefined;
	readonly signal: AbortSignal;
}

async function detailOf(response: Response): Promise<string> {
	const text = await response.text();
	try {
		const problem: unknown = JSON.parse(text);
		if (typeof problem === "object" && problem !== null) {
			const { detail, title } = problem as { detail?: unknown; title?: unknown };
			if (typeof detail === "string") return detail;
			if (typeof title === "string") return title;
		}
	} catch {
		// A proxy's page rather than problem details: its status says enough.
	}
	return response.statusText || `status ${response.status}`;
}

/** The address of a request; what is undefined in its query is left out. */
export function addressOf(baseUrl: string, { path, query }: Pick<HttpRequest, "path" | "query">): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined) params.set(name, String(value));
	}
	return `${baseUrl}${path}?${params.toString()}`;
}

/**
 * A successful response to a GET. @throws Refused on 401 and 403, HttpFailure on any other status that is not
 * 2xx, and what `fetch` throws when there is no answer.
 */
export async function get(fetch: Fetch, baseUrl: string, request: HttpRequest): Promise<Response> {
	const response = await fetch(addressOf(baseUrl, request), {
		headers: {
			accept: request.accept,
			...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
		},
		cache: "no-store",
		signal: request.signal,
	});
	if (response.ok) return response;
	const detail = await detailOf(response);
	if (response.status === 401 || response.status === 403) throw new Refused(response.status, detail);
	const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
	throw new HttpFailure(response.status, detail, Number.isFinite(seconds) ? seconds * 1000 : undefined);
}
