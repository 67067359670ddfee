import type { Request, Response } from "express";
import type { Reader, ReaderOptions } from "./reader.js";
import type { Stretch } from "./stretch-door.js";
import type { TopicView } from "./topic-view.js";

/** Ways for a reader to follow a topic, all with one cursor and one resume rule. */
export interface Doors {
	/**
	 * Server-sent events until the reader leaves, or its token ends; resolves when the stream stands. Resumes after `Last-Event-ID` or `?cursor=`; without one the
	 * reader is first sent `event: state`; a cursor that cannot be resumed from gets `event: reset`, then
	 * `event: state`, then what follows it.
	 */
	readonly sse: (req: Request, res: Response, view: TopicView) => Promise<void>;
	/**
	 * One long poll: `?cursor=`, `?wait=` seconds (0 to 25), `?limit=`. Answers
	 * `{cursor, events: [{event, data}]}` as soon as there is something after the cursor, and
	 * `{cursor, events: [], state}` without a cursor or `{cursor, events: [], reset: {reason}, state}` where
	 * the cursor cannot be resumed from.
	 */
	readonly longPoll: (req: Request, res: Response, view: TopicView) => Promise<void>;
	/** Readers of a topic now, long polls of the last half minute included. */
	readonly readers: (topic: string) => number;
	/** Ends every reader with a cursor it can resume from. */
	readonly close: () => Promise<void>;
}

/** The door for readers whose connections are made elsewhere, such as sockets. */
export interface FollowDoor {
	/**
	 * Serves a reader until its connection is closed; without a cursor fresh state comes first. Whoever made the line
	 * tells the reader when it has room again, and when it is closed. Throws a Refusal where the doors are closing.
	 */
	readonly follow: (options: ReaderOptions) => Reader;
}

/** The door for readers who wait for something that has an end. */
export interface StretchDoor {
	/**
	 * Server-sent events up to the end of a stretch, which is sent last; resolves when the stream stands. What else ends
	 * it is said by `event: close`, whose reason is one of other streams', `late` where its time was over first, or
	 * `reset` (after `event: reset` and `event: state`) where what followed its beginning is no longer held.
	 */
	readonly stretch: (res: Response, stretch: Stretch) => Promise<void>;
}
