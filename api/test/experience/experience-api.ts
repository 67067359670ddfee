import type {
	ActionResultWire,
	ActionWire,
	PlayerViewWire,
	SharedWorldWire,
} from "../../../game/src/shared/wire/index.js";
import { createBareSse } from "../cuts/bare-sse.js";
import { API_KEY } from "../cuts/credentials.js";

/** The shipped one. */
export const EXPERIENCE = "wylding-woods";

export interface HttpAnswer<T> {
	readonly status: number;
	readonly body: T;
}

/** One event of a chat's stream. */
export interface StreamedEvent {
	readonly event: string;
	readonly id?: string | undefined;
	readonly data: string;
}

/** The HTTP half of an experience, as a game server with its key, or a user with a token, asks it. */
export interface ExperienceApi {
	readonly world: () => Promise<{ readonly cursor: string; readonly world: SharedWorldWire }>;
	readonly view: (userId: string) => Promise<{ readonly cursor: string; readonly view: PlayerViewWire }>;
	/** On behalf of a player, as a place does it. */
	readonly act: (userId: string, action: ActionWire, id?: string) => Promise<HttpAnswer<ActionResultWire>>;
	/** Says something as a user, and reads the stream to its end. */
	readonly chat: (token: string, content: string) => Promise<readonly StreamedEvent[]>;
}

/** For a busy machine under a crowd. */
const PATIENCE_MILLISECONDS = 60_000;

const UNAVAILABLE = 503;
const AGAIN_MILLISECONDS = 200;

/** `port` is asked for each request. */
export function createExperienceApi(port: () => number): ExperienceApi {
	const address = (path: string): string => `http://127.0.0.1:${port()}/v1/experience/${EXPERIENCE}${path}`;
	const json = { "content-type": "application/json" };
	const key = { ...json, "x-api-key": API_KEY };

	/** Asks again while the state cannot be had: an embedded database takes its time to open. */
	async function ask<T>(path: string, init: RequestInit = {}): Promise<HttpAnswer<T>> {
		const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
		for (;;) {
			const response = await fetch(address(path), { headers: key, signal, ...init });
			const body = (await response.json()) as T;
			if (response.status !== UNAVAILABLE || signal.aborted) return { status: response.status, body };
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLISECONDS));
		}
	}

	async function get<T>(path: string): Promise<T> {
		const { status, body } = await ask<T>(path);
		if (status !== 200) throw new Error(`${path} was answered ${status}: ${JSON.stringify(body)}`);
		return body;
	}

	return {
		world: () => get("/world"),
		view: (userId) => get(`/view?${new URLSearchParams({ user_id: userId }).toString()}`),
		act: (userId, action, id) =>
			ask("/actions", {
				method: "POST",
				body: JSON.stringify({ user_id: userId, ...(id !== undefined && { id }), ...action }),
			}),
		async chat(token, content) {
			const response = await fetch(address("/chat"), {
				method: "POST",
				headers: { ...json, accept: "text/event-stream", authorization: `Bearer ${token}` },
				body: JSON.stringify({ content }),
				signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
			});
			if (!response.ok) throw new Error(`chat was answered ${response.status}: ${await response.text()}`);
			const events: StreamedEvent[] = [];
			const read = createBareSse(
				(event) => events.push(event),
				() => undefined,
			);
			const decoder = new TextDecoder();
			for await (const bytes of response.body!) read(decoder.decode(bytes, { stream: true }));
			return events;
		},
	};
}
