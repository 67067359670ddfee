import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { toUSVString } from "node:util";
import { ON_BEHALF_HEADER } from "../../http/rate-limit.js";
import { API_KEY_HEADER } from "../../http/create-guards.js";
import {
	API_ANSWER_BYTES,
	API_CALL_MS,
	API_CONNECTIONS,
	API_IDLE_MS,
	API_RETRY_MS,
} from "./remote-limits.js";

export interface ApiCall {
	readonly method: "GET" | "POST";
	/** After the base address, with its query. */
	readonly path: string;
	readonly body?: object;
	/** For whom it is asked. */
	readonly behalfOf: string;
	/** Whether it may be sent twice without being done twice. */
	readonly repeatable: boolean;
}

/** What came back, whatever its status. */
export interface ApiAnswer {
	readonly status: number;
	/** As the header says, where it is a number of seconds. */
	readonly retryAfterSeconds?: number;
	readonly text: string;
}

export interface ApiCaller {
	/** Rejects where there is no whole answer in time: what was asked may have been done or not. */
	readonly call: (call: ApiCall) => Promise<ApiAnswer>;
	/** Ends the connections; calls under way reject. */
	readonly close: () => void;
}

export interface ApiCallerOptions {
	/** Base address. */
	readonly url: string;
	readonly apiKey?: string;
}

/** Nothing listened there, so that nothing was sent. */
function wasNeverSent(error: unknown): boolean {
	return error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
}

/**
 * Calls under one base address, over connections that are kept. A call whose connection breaks is sent once more where
 * that does no harm; redirects are not followed.
 */
export function createApiCaller({ url, apiKey }: ApiCallerOptions): ApiCaller {
	const base = url.replace(/\/+$/, "");
	const isSecure = base.startsWith("https:");
	const settings = { keepAlive: true, maxSockets: API_CONNECTIONS, timeout: API_IDLE_MS };
	const agent = isSecure ? new HttpsAgent(settings) : new HttpAgent(settings);
	const request = isSecure ? requestHttps : requestHttp;
	let isClosed = false;

	function send({ method, path, body, behalfOf }: ApiCall, signal: AbortSignal): Promise<ApiAnswer> {
		const text = body && JSON.stringify(body);
		const headers = {
			accept: "application/json",
			[ON_BEHALF_HEADER]: encodeURIComponent(toUSVString(behalfOf)),
			...(apiKey !== undefined && { [API_KEY_HEADER]: apiKey }),
			...(text !== undefined && {
				"content-type": "application/json",
				"content-length": Buffer.byteLength(text),
			}),
		};
		return new Promise((resolve, reject) => {
			const req = request(`${base}${path}`, { method, agent, headers, signal }, (res) => {
				const chunks: Buffer[] = [];
				let bytes = 0;
				res.on("data", (chunk: Buffer) => {
					chunks.push(chunk);
					bytes += chunk.length;
					if (bytes > API_ANSWER_BYTES) req.destroy(new Error("the answer is too long"));
				});
				res.on("error", reject);
				res.on("end", () => {
					const retryAfterSeconds = readRetryAfter(res.headers["retry-after"]);
					resolve({
						status: res.statusCode ?? 0,
						...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
						text: Buffer.concat(chunks).toString("utf8"),
					});
				});
			});
			req.on("error", reject);
			req.end(text);
		});
	}

	return {
		call: async (call) => {
			const signal = AbortSignal.timeout(API_CALL_MS);
			try {
				return await send(call, signal);
			} catch (error) {
				if (isClosed || signal.aborted || !(call.repeatable || wasNeverSent(error))) throw error;
				await pause(API_RETRY_MS);
				return send(call, signal);
			}
		},
		close: () => {
			isClosed = true;
			agent.destroy();
		},
	};
}

/** Seconds; a date is not worth reading, as ours sends none. */
function readRetryAfter(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
