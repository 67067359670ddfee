import { describe, expect, it } from "vitest";
import { get, HttpFailure, Refused, type HttpRequest } from "./http.js";

const request = (part: Partial<HttpRequest> = {}): HttpRequest => ({
	path: "/world/init",
	query: {},
	accept: "application/json",
	token: undefined,
	signal: new AbortController().signal,
	...part,
});

function answering(body: string, init: ResponseInit) {
	const asked: { url: string; headers: Headers }[] = [];
	const fetch = (url: string, { headers }: RequestInit): Promise<Response> => {
		asked.push({ url, headers: new Headers(headers) });
		return Promise.resolve(new Response(body, init));
	};
	return { asked, fetch };
}

describe("get", () => {
	it("[SS11] asks with its query, escaped, and its token", async () => {
		const { asked, fetch } = answering("{}", { status: 200 });
		const query = { world: "a&b é", cast: "full", cursor: undefined, wait: 0 };
		await get(fetch, "http://api", request({ query, token: "secret" }));
		expect(asked[0]?.url).toBe("http://api/world/init?world=a%26b+%C3%A9&cast=full&wait=0");
		expect(asked[0]?.headers.get("authorization")).toBe("Bearer secret");
		await get(fetch, "", request());
		expect(asked[1]?.headers.has("authorization")).toBe(false);
	});

	it.each([401, 403])("[SS11] is refused by %i with the problem's own words", async (status) => {
		const { fetch } = answering(JSON.stringify({ title: "No", detail: "the token has expired" }), { status });
		const failure = await get(fetch, "", request()).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(Refused);
		expect(failure).toMatchObject({ status, detail: "the token has expired" });
	});

	it.each([
		[JSON.stringify({ title: "Too many" }), "Too many"],
		["<html>", "Busy"],
		["null", "Busy"],
		["", "Busy"],
	])("[SS12] tells a failure whose body is %j by what there is", async (body, detail) => {
		const { fetch } = answering(body, { status: 503, statusText: "Busy" });
		await expect(get(fetch, "", request())).rejects.toMatchObject({
			name: "HttpFailure",
			status: 503,
			detail,
		});
	});

	it.each([
		["7", 7_000],
		["soon", undefined],
		[undefined, undefined],
	])("[SS8] reads Retry-After %j", async (value, retryAfterMs) => {
		const { fetch } = answering("", {
			status: 429,
			headers: value === undefined ? {} : { "retry-after": value },
		});
		const failure = await get(fetch, "", request()).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(HttpFailure);
		expect(failure).toMatchObject({ retryAfterMs });
	});
});
