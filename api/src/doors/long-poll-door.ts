import type { Response } from "express";
import { formatCursor, type Cursor } from "../log/cursor.js";
import { createDeferred } from "./deferred.js";
import type { DoorCounts } from "./door-counts.js";
import type { Expiries } from "./expiries.js";
import type { PollQuery } from "./door-query.js";
import { follow, type FollowOptions, type FreshState, type ResetReason } from "./follow.js";
import type { TopicView } from "./topic-view.js";

export interface LongPollOptions {
	readonly view: TopicView;
	readonly following: Pick<FollowOptions, "hubs" | "counts">;
	readonly counts: DoorCounts;
	readonly expiries: Expiries;
	readonly query: PollQuery;
	/** Unix seconds at which the reader's right to read ends; undefined where it does not. */
	readonly expiresAt: number | undefined;
}

/** A poll under way. */
export interface Poll {
	/** The cursor answered with, or undefined where the reader left before. Rejects where the log or the view failed. */
	readonly done: Promise<string | undefined>;
	/** The wait is over: answers with what there is, once it has looked. */
	readonly due: () => void;
	/** Cuts the connection. */
	readonly cut: () => void;
}

/** Serves one long poll. */
export function serveLongPoll(res: Response, options: LongPollOptions): Poll {
	const { view, counts, query, expiries, expiresAt } = options;
	const passing = expiresAt === undefined ? undefined : { expiresAt, expire: due };
	const events: string[] = [];
	let fresh = "";
	let isDue = query.wait === 0;
	let isCaughtUp = false;
	const done = createDeferred<string | undefined>();

	function answer(cursor: Cursor): void {
		following.stop();
		const text = formatCursor(cursor);
		const body = Buffer.from(`{"cursor":${JSON.stringify(text)},"events":[${events.join(",")}]${fresh}}`);
		res.setHeader("Content-Type", "application/json; charset=utf-8");
		res.setHeader("Content-Length", body.length);
		res.setHeader("Cache-Control", "no-store");
		res.end(body);
		done.resolve(text);
	}

	function caughtUp(): void {
		isCaughtUp = true;
		const cursor = following.cursor();
		if (cursor && (isDue || events.length > 0)) answer(cursor);
	}

	function due(): void {
		isDue = true;
		if (isCaughtUp) caughtUp();
	}

	function state({ cursor, data }: FreshState, reset: ResetReason | undefined): boolean {
		fresh = `${reset ? `,"reset":{"reason":"${reset}"}` : ""},"state":${data}`;
		// What was gathered before a reset is in the state.
		events.length = 0;
		answer(cursor);
		return false;
	}

	const leave = (): void => done.resolve(undefined);
	res.once("close", leave);
	counts.polls += 1;
	counts.timers += 1;
	if (passing) expiries.join(passing);
	const timer = setTimeout(due, query.wait * 1000);
	const following = follow({
		...options.following,
		view,
		wanted: query.wanted,
		sink: {
			frame(frame) {
				events.push(frame.json());
				if (events.length < query.limit) return true;
				answer(frame.cursor);
				return false;
			},
			state,
			caughtUp,
			failed: done.reject,
		},
	});

	return {
		done: done.promise.finally(() => {
			res.off("close", leave);
			clearTimeout(timer);
			if (passing) expiries.leave(passing);
			following.stop();
			counts.polls -= 1;
			counts.timers -= 1;
		}),
		due,
		cut: () => void res.destroy(),
	};
}
