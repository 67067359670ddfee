import { HttpService } from "@rbxts/services";
import type { Logger } from "../../shared/util/ports";
import { answered, thrown } from "./http-outcome";
import type { HttpAnswer, HttpPort, HttpRequest } from "./http-port";
import { plainDataProblem } from "./plain-data";

declare global {
	interface RequestAsyncRequest {
		/** Whole seconds; missing from the published types. */
		Timeout?: number;
	}
}

/** Name under which the experience's secrets hold the key. */
const KEY_SECRET = "EARSHOT_API_KEY";

/** What is used of the engine's HttpService. */
export interface HttpServiceLike {
	RequestAsync(request: RequestAsyncRequest): RequestAsyncResponse;
	JSONEncode(value: unknown): string;
	JSONDecode(text: string): unknown;
	GetSecret(name: string): Secret;
}

/** What is used of the engine, so that a spec can stand in for it. */
export interface HttpEngine {
	readonly service: HttpServiceLike;
	readonly defer: (run: () => void) => void;
}

const ENGINE: HttpEngine = { service: HttpService, defer: (run) => task.defer(run) };

export interface EngineHttpOptions {
	readonly apiUrl: string;
	/** From `engineApiKey`. */
	readonly apiKey?: string | Secret;
	readonly gzipFromBytes: number;
}

/**
 * The key for the backend: the experience's secret, else `developmentKey` (Studio has no secrets unless they are
 * set there too), else none, which a backend in development takes. Says which where it is not the secret.
 */
export function engineApiKey(
	logger: Logger,
	developmentKey?: string,
	{ service }: HttpEngine = ENGINE,
): string | Secret | undefined {
	const [ok, secret] = pcall(() => service.GetSecret(KEY_SECRET));
	if (ok) return secret;
	const hasKey = developmentKey !== undefined && developmentKey !== "";
	const instead = hasKey ? "using the ApiKey attribute, which suits development only" : "sending no key";
	logger.write("warn", `The secret ${KEY_SECRET} is not set: ${instead}.`);
	return hasKey ? developmentKey : undefined;
}

function exchange(
	{ method, path, body, etag, timeoutSeconds }: HttpRequest,
	options: EngineHttpOptions,
	service: HttpServiceLike,
): HttpAnswer {
	const bytes = body?.size() ?? 0;
	// HTTP/2 wants names in lower case.
	const headers: Record<string, string | Secret> = { accept: "application/json" };
	if (body !== undefined) headers["content-type"] = "application/json";
	if (etag !== undefined) headers["if-none-match"] = etag;
	if (options.apiKey !== undefined) headers["x-api-key"] = options.apiKey;
	const [ok, result] = pcall(() =>
		service.RequestAsync({
			Url: `${options.apiUrl}${path}`,
			Method: method,
			Headers: headers,
			Body: body,
			Compress: bytes >= options.gzipFromBytes ? Enum.HttpCompression.Gzip : Enum.HttpCompression.None,
			Timeout: math.ceil(timeoutSeconds),
		}),
	);
	if (!ok) return thrown(result, bytes);
	return answered(result, bytes, (text) => service.JSONDecode(text));
}

/** The port on Roblox's HttpService. */
export function createEngineHttp(options: EngineHttpOptions, engine: HttpEngine = ENGINE): HttpPort {
	const { service, defer } = engine;
	return {
		// Deferred, as the engine may throw without yielding and `done` must come after `send` has returned.
		send: (request, done) => {
			defer(() => done(exchange(request, options, service)));
		},
		encode: (body) => {
			const problem = plainDataProblem(body);
			if (problem !== undefined) return { ok: false, reason: problem };
			const [ok, text] = pcall(() => service.JSONEncode(body));
			return ok ? { ok: true, text } : { ok: false, reason: tostring(text) };
		},
	};
}
