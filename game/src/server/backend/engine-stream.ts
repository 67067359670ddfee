import { HttpService, RunService } from "@rbxts/services";
import type { StreamPort } from "./stream-port";

/** What is used of one of the engine's streams. */
export interface StreamClient {
	readonly MessageReceived: { Connect(heard: (message: string) => void): unknown };
	readonly Error: { Connect(failed: (status: number, message: string) => void): unknown };
	readonly Closed: { Connect(closed: () => void): unknown };
	Close(): void;
}

/** What is used of the engine, so that a spec can stand in for it. */
export interface StreamEngine {
	readonly create: (url: string, headers: Readonly<Record<string, string | Secret>>) => StreamClient;
	readonly decode: (text: string) => unknown;
	readonly isStudio: () => boolean;
}

const ENGINE: StreamEngine = {
	// Raw, for the engine's own reading of events does not say whether their ids, which are cursors, come along.
	create: (url, headers) =>
		HttpService.CreateWebStreamClient(Enum.WebStreamClientType.RawStream, {
			Url: url,
			Method: "GET",
			Headers: headers,
		}),
	decode: (text) => HttpService.JSONDecode(text),
	isStudio: () => RunService.IsStudio(),
};

/** The engine's streams; undefined outside Studio, where creating one throws. `apiKey` is from `engineApiKey`. */
export function createEngineStream(
	{ apiUrl, apiKey }: { readonly apiUrl: string; readonly apiKey?: string | Secret },
	engine: StreamEngine = ENGINE,
): StreamPort | undefined {
	if (!engine.isStudio()) return undefined;
	const headers: Record<string, string | Secret> = { accept: "text/event-stream" };
	if (apiKey !== undefined) headers["x-api-key"] = apiKey;
	return {
		open: (path, listener) => {
			const client = engine.create(`${apiUrl}${path}`, headers);
			client.MessageReceived.Connect(listener.text);
			client.Error.Connect((status, message) => listener.ended(`${status} ${message}`));
			client.Closed.Connect(() => listener.ended("it was closed"));
			return () => client.Close();
		},
		decode: (text) => {
			const [ok, value] = pcall(engine.decode, text);
			return ok ? value : undefined;
		},
	};
}
