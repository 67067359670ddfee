import type { Writable } from "node:stream";
import type { Request, Response } from "express";
import { formatCursor } from "../log/cursor.js";
import { Refusal } from "../http/refusal.js";
import type { Beat } from "./beat.js";
import { createDeferred } from "./deferred.js";
import type { DoorCounts } from "./door-counts.js";
import { follow, type FollowOptions, type Sink } from "./follow.js";
import { wantedBySse } from "./door-query.js";
import { sseEvent, sseHeartbeat, sseRetry } from "./sse-text.js";
import type { TopicView } from "./topic-view.js";

/** Quick enough that a cut is hardly seen, slow enough that a restarted service is not stormed. */
const RETRY_MILLISECONDS = 1000;

export const STREAM_HEADERS = {
	"Content-Type": "text/event-stream",
	// `no-transform` also keeps compressing middleware and proxies from holding events back.
	"Cache-Control": "no-store, no-transform",
	"X-Accel-Buffering": "no",
	Connection: "close",
} as const;

export interface SseOptions {
	readonly view: TopicView;
	readonly following: Pick<FollowOptions, "log" | "hubs" | "counts">;
	readonly counts: DoorCounts;
	readonly beat: Beat;
	/** A reader whose connection takes nothing for so long is closed. */
	readonly blockedSeconds: number;
	/** Unix seconds. */
	readonly now: () => number;
	/** Hears of failures that can no longer be answered, because the reader has been sent something. */
	readonly onFailure: (error: unknown, topic: string) => void;
}

/** A reader at the door. */
export interface SseReader {
	/** Resolves when the reader is gone; rejects where it failed before it was sent anything. */
	readonly left: Promise<undefined>;
	/** Says goodbye, with the cursor to resume after. */
	readonly drain: () => void;
	/** Cuts the connection. */
	readonly cut: () => void;
}

/** Serves one reader until it leaves. */
export function serveSse(req: Request, res: Response, options: SseOptions): SseReader {
	const { view, counts, beat, blockedSeconds, now, onFailure } = options;
	let blockedSince: number | undefined;
	/** The cursor in the last `id` sent. */
	let announced: string | undefined;
	const left = createDeferred<undefined>();
	/** Where bytes go; undefined before anything was sent. */
	let out: Writable | undefined;

	function write(bytes: Buffer | string): boolean {
		if ((out ??= open()).write(bytes)) return true;
		blockedSince ??= now();
		return false;
	}

	/**
	 * Sends the head. What follows is written to the socket itself: the stream has no chunks or length, and the
	 * response's own `write` costs as much again as the write that it leads to.
	 */
	function open(): Writable {
		// The stream ends with its connection: without chunks around them, all readers are sent the same bytes.
		res.useChunkedEncodingByDefault = false;
		res.writeHead(200, STREAM_HEADERS);
		res.write(sseRetry(RETRY_MILLISECONDS));
		// A request sent ahead on a busy connection waits for its turn without a socket.
		return (res.socket ?? res).on("drain", () => {
			if (res.writableEnded) return;
			blockedSince = undefined;
			following.resume();
		});
	}

	const sink: Sink = {
		frame(frame) {
			announced = frame.id;
			return write(frame.sse());
		},
		state({ cursor, data }, reset) {
			// No id on the reset: cut off between the two, the reader must ask for the state again.
			if (reset) write(sseEvent({ event: "reset", data: JSON.stringify({ reason: reset }) }));
			announced = formatCursor(cursor);
			return write(sseEvent({ id: announced, event: "state", data }));
		},
		caughtUp() {
			out ??= open();
		},
		failed(error) {
			if (!out) return left.reject(error);
			onFailure(error, view.topic);
			end();
		},
	};

	/** What is still to be sent is given as long as a blocked reader is. */
	function end(text = ""): void {
		blockedSince ??= now();
		res.end(text);
	}

	function tick(): void {
		if (blockedSince !== undefined) {
			if (now() - blockedSince < blockedSeconds) return;
			counts.dropped += 1;
			res.destroy();
		} else if (out) {
			const cursor = following.cursor();
			const id = cursor && formatCursor(cursor);
			write(sseHeartbeat(id === announced ? undefined : id));
			announced = id;
		}
	}

	res.once("close", () => left.resolve(undefined));
	res.on("error", () => res.destroy());
	counts.sse += 1;
	const stopBeat = beat.join(tick);
	const following = follow({ ...options.following, view, wanted: wantedBySse(req), sink });

	return {
		left: left.promise.finally(() => {
			following.stop();
			stopBeat();
			counts.sse -= 1;
		}),
		drain() {
			following.stop();
			if (!out) return left.reject(new Refusal("unavailable", "shutting down"));
			// Who is blocked would not take it in time; its last id is its cursor.
			if (blockedSince !== undefined) return void res.destroy();
			const cursor = following.cursor();
			end(
				sseEvent({
					...(cursor && { id: formatCursor(cursor) }),
					event: "close",
					data: JSON.stringify({ reason: "draining" }),
				}),
			);
		},
		cut: () => void res.destroy(),
	};
}
