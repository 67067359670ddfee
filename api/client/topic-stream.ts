import { systemClock, type Clock } from "./clock.js";
import { followStream } from "./follow-stream.js";
import { get, type Fetch, type Refused } from "./http.js";
import { followTopic, type TopicFollowerOptions } from "./topic-follower.js";
import { browserWake, type Wake } from "./wake.js";

export interface TopicStreamOptions extends Pick<TopicFollowerOptions, "take"> {
	/** Where the API lives, without a slash at the end; the empty text in a page that it serves. */
	readonly baseUrl: string;
	/** Of the stream of server-sent events, such as `/v1/worlds/default/talk`. */
	readonly path: string;
	/** Asked anew for every request. */
	readonly token: () => string | undefined;
	/** Called on 401 and 403; without a token other than the refused one the stream rests until `start`. */
	readonly onUnauthorised: (refused: Refused) => Promise<string | undefined>;
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
	const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
	const connection = followTopic({
		clock: options.clock ?? systemClock,
		random: options.random ?? Math.random,
		wake: options.wake ?? browserWake,
		take: options.take,
		connect: (ports, stop) =>
			followStream(
				{
					...ports,
					open: (query, signal) =>
						get(fetch, baseUrl, { path, query, accept: "text/event-stream", token: token(), signal }),
				},
				stop,
			),
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
