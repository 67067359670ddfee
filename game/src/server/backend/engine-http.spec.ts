import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createEngineHttp, engineApiKey } from "./engine-http";
import type { HttpEngine } from "./engine-http";
import type { HttpAnswer } from "./http-port";

/** Stands in for the engine's HttpService: notes requests, answers as told. */
class FakeService {
	readonly requests: RequestAsyncRequest[] = [];
	respond: () => RequestAsyncResponse = () => ({
		Success: true,
		StatusCode: 200,
		StatusMessage: "OK",
		Headers: {},
		Body: "decoded",
	});
	secret: () => Secret = () => error("Can't find secret with given key");

	RequestAsync(request: RequestAsyncRequest): RequestAsyncResponse {
		this.requests.push(request);
		return this.respond();
	}

	JSONEncode(value: unknown): string {
		if (typeIs(value, "table") && (value as { fails?: boolean }).fails) error("Can't convert to JSON");
		return "x".rep((value as { length?: number }).length ?? 1);
	}

	JSONDecode(text: string): unknown {
		if (text === "") error("Can't parse JSON");
		return { text };
	}

	GetSecret(): Secret {
		return this.secret();
	}
}

const OPTIONS = { apiUrl: "http://localhost:3000", apiKey: "k", gzipFromBytes: 10 };

function rig() {
	const service = new FakeService();
	const deferred: (() => void)[] = [];
	const engine: HttpEngine = { service, defer: (run) => deferred.push(run) };
	return { service, deferred, engine, http: createEngineHttp(OPTIONS, engine) };
}

function exchange({ http, deferred }: ReturnType<typeof rig>, body?: string): HttpAnswer {
	let answer: HttpAnswer | undefined;
	http.send({ method: "POST", path: "/v1/x", body, timeoutSeconds: 2.5 }, (given) => (answer = given));
	expect(answer, "before send has returned").toBe(undefined);
	for (const run of deferred) run();
	return answer!;
}

export = (t: Suite) => {
	t.it("sends the text as it is, with key, address and a whole number of seconds", () => {
		const parts = rig();
		expect(exchange(parts, "abc")).toEqual({
			kind: "answered",
			status: 200,
			body: { text: "decoded" },
			bytesSent: 3,
		});
		const [request] = parts.service.requests;
		expect(request!.Url as string).toBe("http://localhost:3000/v1/x");
		expect(request!.Body).toBe("abc");
		expect(request!.Timeout).toBe(3);
		expect(request!.Compress).toBe(Enum.HttpCompression.None);
		expect(request!.Headers as unknown).toEqual({
			accept: "application/json",
			"content-type": "application/json",
			"x-api-key": "k",
		});
	});
	t.it("compresses from the given size on", () => {
		const parts = rig();
		exchange(parts, "x".rep(10));
		expect(parts.service.requests[0]!.Compress).toBe(Enum.HttpCompression.Gzip);
	});
	t.it("sends no body, and no type of one, where there is none", () => {
		const parts = rig();
		exchange(parts);
		expect(parts.service.requests[0]!.Body).toBe(undefined);
		expect((parts.service.requests[0]!.Headers as Record<string, unknown>)["content-type"]).toBe(undefined);
	});
	t.it("says what it holds by its tag, and hears under which tag it is answered", () => {
		const { service, deferred, http } = rig();
		service.respond = () => ({
			Success: false,
			StatusCode: 304,
			StatusMessage: "",
			Headers: { ETag: '"2"' },
			Body: "",
		});
		let answer: HttpAnswer | undefined;
		http.send({ method: "GET", path: "/v1/x", etag: '"1"', timeoutSeconds: 1 }, (given) => (answer = given));
		for (const run of deferred) run();
		expect((service.requests[0]!.Headers as Record<string, unknown>)["if-none-match"]).toBe('"1"');
		expect(answer?.kind === "answered" && [answer.status, answer.etag]).toEqual([304, '"2"']);
	});
	t.it("answers with the status where the backend refuses, and without a body that is no JSON", () => {
		const parts = rig();
		parts.service.respond = () => ({
			Success: false,
			StatusCode: 429,
			StatusMessage: "",
			Headers: { "Retry-After": "7" },
			Body: "",
		});
		expect(exchange(parts, "abc")).toEqual({
			kind: "answered",
			status: 429,
			body: undefined,
			retryAfterSeconds: 7,
			bytesSent: 3,
		});
	});
	t.it("calls a thrown transport error lost", () => {
		const parts = rig();
		parts.service.respond = () => error("HttpError: Timedout");
		const answer = exchange(parts, "abc");
		expect(answer.kind).toBe("lost");
	});
	t.it("encodes plain data, and says why it cannot", () => {
		const { http } = rig();
		expect(http.encode({ length: 4 })).toEqual({ ok: true, text: "xxxx" });
		expect(http.encode({ a: { b: 0 / 0 } })).toEqual({
			ok: false,
			reason: "body.a.b is not a finite number",
		});
		expect(http.encode({ fails: true }).ok).toBe(false);
	});
	t.it("takes the secret, else the development key with a warning, else none with a warning", () => {
		const { service, engine } = rig();
		const lines: string[] = [];
		const logger = { write: (level: string, text: string) => lines.push(`${level}: ${text}`) };
		expect(engineApiKey(logger, "dev", engine)).toBe("dev");
		expect(lines.size()).toBe(1);
		expect(lines[0]!.match("^warn: .*EARSHOT_API_KEY.*ApiKey attribute")[0] !== undefined).toBe(true);
		expect(engineApiKey(logger, "", engine)).toBe(undefined);
		expect(lines[1]!.match("sending no key")[0] !== undefined).toBe(true);
		const secret = {} as Secret;
		service.secret = () => secret;
		expect(engineApiKey(logger, "dev", engine)).toBe(secret);
		expect(lines.size()).toBe(2);
	});
};
