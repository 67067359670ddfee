import type { PollCursor, PollDeps } from "./long-poll";
import { createPoll } from "./poll";
import type { StreamPort } from "./stream-port";
import { createStream } from "./stream";
import type { TalkCounters } from "./talk-counters";

export interface InboxDeps extends PollDeps {
	readonly serverId: string;
	readonly counters: TalkCounters;
	/** An answer as it came, unread. Each is handed on once, in the backend's order. */
	readonly onAnswer: (data: unknown) => void;
	/** Answers may have been missed. */
	readonly onReset: () => void;
	/** Where the engine may have streams: in Studio. */
	readonly stream?: StreamPort;
}

/** Where answers come in: by stream where there is one, else by poll, with one cursor for both. */
export interface Inbox {
	/** One frame; `isAwaited`: somebody waits for an answer. */
	readonly step: (now: number, isAwaited: boolean) => void;
	/** Lets go of the stream; what a poll under way still brings is dropped. */
	readonly close: () => void;
}

/**
 * Polls only while answers are awaited (what is asked later is answered after the cursor), but for the first poll,
 * which learns where the backend's events stand. A stream is tried once that is known; while it is open there are
 * no polls, and while a poll is under way no stream is opened, so that nothing comes by both.
 */
export function createInbox(deps: InboxDeps): Inbox {
	// Of what comes by either transport.
	const at: PollCursor = { cursor: undefined };
	const poll = createPoll(deps, at);
	const stream = deps.stream && createStream({ ...deps, stream: deps.stream }, at);
	let isClosed = false;
	return {
		step: (now, isAwaited) => {
			if (isClosed || poll.isUnderWay()) return;
			if (at.cursor !== undefined && stream?.step(now)) return;
			if (isAwaited || at.cursor === undefined) poll.start(now);
		},
		close: () => {
			isClosed = true;
			poll.close();
			stream?.close();
		},
	};
}
