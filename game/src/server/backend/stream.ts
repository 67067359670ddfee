import { inboxPath } from "./inbox-path";
import type { InboxDeps } from "./inbox";
import type { PollCursor } from "./long-poll";
import { SseReader } from "./sse-reader";
import type { SseFrame } from "./sse-reader";
import type { StreamPort } from "./stream-port";

/** Seconds that a stream may take to its first word: polls rest meanwhile, and somebody may be waiting. */
const CONNECT_SECONDS = 5;
const NOTICE = "stream";

/** Answers by stream. */
export interface Stream {
	/** Opens a stream where it is time for one; whether one is open. */
	readonly step: (now: number) => boolean;
	readonly close: () => void;
}

type StreamDeps = InboxDeps & { readonly stream: StreamPort };

export function createStream(deps: StreamDeps, at: PollCursor): Stream {
	const { config, clock, counters, notices, stream } = deps;
	let stop: (() => void) | undefined;
	let generation = 0;
	let silentUntil = 0;
	let nextTry = -math.huge;

	function lost(reason: string): void {
		const stopIt = stop;
		stop = undefined;
		generation += 1;
		nextTry = clock.seconds() + config.streamRetrySeconds;
		notices.once(NOTICE, "info", `Answers are polled for, as there is no stream: ${reason}`);
		stopIt?.();
	}

	/** The cursor moves with each event that was handed on, so that another transport goes on right after it. */
	function take({ id, event, data }: SseFrame): void {
		if (event === "answer") deps.onAnswer(stream.decode(data));
		else if (event === "reset") {
			counters.resets += 1;
			deps.onReset();
		}
		if (id !== undefined) at.cursor = id;
	}

	function open(now: number): void {
		generation += 1;
		const own = generation;
		const reader = new SseReader();
		silentUntil = now + CONNECT_SECONDS;
		const [ok, result] = pcall(() =>
			stream.open(inboxPath(deps.serverId, "stream", { cursor: at.cursor }), {
				text: (chunk) => {
					if (own !== generation) return;
					silentUntil = clock.seconds() + config.streamSilenceSeconds;
					notices.over([NOTICE]);
					for (const frame of reader.push(chunk)) if (own === generation) take(frame);
				},
				ended: (reason) => {
					if (own === generation) lost(reason);
				},
			}),
		);
		if (!ok) return lost(tostring(result));
		// It may have ended before it was handed over.
		if (own !== generation) return result();
		stop = result;
		counters.streams += 1;
	}

	return {
		step: (now) => {
			if (stop !== undefined && now >= silentUntil) lost("it fell silent");
			if (stop === undefined && now >= nextTry) open(now);
			return stop !== undefined;
		},
		close: () => {
			generation += 1;
			stop?.();
			stop = undefined;
		},
	};
}
