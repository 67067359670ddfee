import { type Cursor, parseCursor } from "../src/log/cursor.js";
import { systemClock, type Clock } from "./clock.js";
import type { DoorEvent } from "./door-event.js";
import { endFor } from "./ends.js";
import { followStream } from "./follow-stream.js";
import { readJson, readReason } from "./frames.js";
import { get, type Fetch, type Refused } from "./http.js";
import { keepConnected } from "./keep-connected.js";
import { browserWake, type Wake } from "./wake.js";

export interface TopicStreamOptions {
	/** Where the API lives, without a slash at the end; the empty text in a page that it serves. */
	readonly baseUrl: string;
	/** Of the stream of server-sent events, such as `/v1/worlds/default/talk`. */
	readonly path: string;
	/** Asked anew for every request. */
	readonly token: () => string | undefined;
	/** Called on 401 and 403; without a token other than the refused one the stream rests until `start`. */
	readonly onUnauthorised: (refused: Refused) => Promise<string | undefined>;
	/**
	 * Takes one event, its data decoded: each of the topic's once and in order, or `state`, which replaces all
	 * that came before it.
	 */
	readonly take: (event: string, data: unknown) => void;
	readonly fetch?: Fetch;
	/** In [0, 1), for the jitter of reconnects. */
	readonly random?: () => number;
	readonly clock?: Clock;
	readonly wake?: Wake;
}

export interface TopicStream {
	readonly start: () => void;
	readonly stop: () => void;
}

/** Follows one topic of the log by server-sent events, from fresh state and then from its cursor, through any cut. */
export function createTopicStream(options: TopicStreamOptions): TopicStream {
	const { baseUrl, path, token, onUnauthorised } = options;
	const clock = options.clock ?? systemClock;
	const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
	let cursor: Cursor | undefined;

	function take({ event, data, id }: DoorEvent): void {
		if (event === "close") throw endFor(readReason(readJson(data)));
		// Fresh state follows, with its own cursor.
		if (event === "reset") return;
		if (event !== "") options.take(event, readJson(data));
		if (id !== undefined) cursor = parseCursor(id);
	}

	const connection = keepConnected({
		clock,
		random: options.random ?? Math.random,
		wake: options.wake ?? browserWake,
		connect: (stop, standing) => {
			const following = followStream(
				{
					clock,
					cursor: () => cursor,
					opened: standing.opened,
					take,
					open: (query, signal) =>
						get(fetch, baseUrl, { path, query, accept: "text/event-stream", token: token(), signal }),
				},
				stop,
			);
			standing.following(following);
			return following.ended;
		},
		renew: async (refused) => {
			const tried = token();
			const next = await onUnauthorised(refused);
			return next !== undefined && next !== tried;
		},
		cut: () => false,
		refused: () => undefined,
	});
	return { start: () => void connection.start(), stop: connection.stop };
}
