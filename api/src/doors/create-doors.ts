import type { Request, Response } from "express";
import { Refusal } from "../http/refusal.js";
import type { Log } from "../log/log.js";
import { createBeat } from "./beat.js";
import { createDoorCounts, type DoorCounts } from "./door-counts.js";
import { parsePollQuery } from "./door-query.js";
import type { Doors, FollowDoor } from "./doors.js";
import { follow, type Following, type Sink } from "./follow.js";
import { createHubs } from "./hub.js";
import { serveLongPoll, type Poll } from "./long-poll-door.js";
import { createPollPresence } from "./poll-presence.js";
import { serveSse, STREAM_HEADERS, type SseReader } from "./sse-door.js";
import type { TopicView } from "./topic-view.js";

export interface DoorsOptions {
	readonly log: Log;
	/** Unix seconds. */
	readonly now: () => number;
	/** Hears of failures that no answer can carry any more; the reader has been closed and will come again. */
	readonly onFailure: (error: unknown, topic: string) => void;
	/** Between two signs of life on a quiet stream: below the 30 s after which common proxies cut one. */
	readonly heartbeatSeconds?: number;
	/** A stream that takes nothing for so long is closed; looked at with each heartbeat. */
	readonly blockedSeconds?: number;
}

export interface RunningDoors extends Doors, FollowDoor {
	/** A snapshot. */
	readonly counts: () => Readonly<DoorCounts>;
}

interface OpenPoll extends Poll {
	readonly topic: string;
}

interface OpenStream extends SseReader {
	readonly topic: string;
}

/** A long poll counts as a reader for so long after its answer: the longest wait and the way there and back. */
const PRESENCE_SECONDS = 30;

/** How long `close` waits for goodbyes to be taken before it cuts connections. */
const GOODBYE_SECONDS = 2;

/** The doors of a log. Open until `close`. */
export function createDoors(options: DoorsOptions): RunningDoors {
	const { log, now, onFailure, heartbeatSeconds = 15, blockedSeconds = 30 } = options;
	const counts = createDoorCounts();
	const following = { log, hubs: createHubs(log, counts), counts };
	const beat = createBeat(heartbeatSeconds, counts);
	const presence = createPollPresence(now, PRESENCE_SECONDS);
	const streams = new Set<OpenStream>();
	const polls = new Set<OpenPoll>();
	const followers = new Set<{ readonly topic: string }>();
	let closing: Promise<void> | undefined;

	function checkOpen(): void {
		if (closing) throw new Refusal("unavailable", "shutting down", { retryAfterSeconds: 1 });
	}

	async function sse(req: Request, res: Response, view: TopicView): Promise<void> {
		checkOpen();
		if (res.closed) return;
		if (req.method === "HEAD") return void res.writeHead(200, STREAM_HEADERS).end();
		const reader = serveSse(req, res, {
			view,
			following,
			counts,
			beat,
			blockedSeconds,
			now,
			onFailure,
		});
		const stream = { ...reader, topic: view.topic };
		streams.add(stream);
		await reader.left.finally(() => streams.delete(stream));
	}

	async function longPoll(req: Request, res: Response, view: TopicView): Promise<void> {
		checkOpen();
		const query = parsePollQuery(req.query);
		if (res.closed) return;
		if (query.wanted !== undefined) presence.returned(view.topic, query.wanted);
		const poll = { ...serveLongPoll(res, { view, following, counts, query }), topic: view.topic };
		polls.add(poll);
		const cursor = await poll.done.finally(() => polls.delete(poll));
		if (cursor !== undefined) presence.answered(view.topic, cursor);
	}

	function followFor(view: TopicView, wanted: string | undefined, sink: Sink): Following {
		checkOpen();
		const follower = { topic: view.topic };
		const inner = follow({ ...following, view, wanted, sink });
		followers.add(follower);
		return {
			...inner,
			stop: () => {
				followers.delete(follower);
				inner.stop();
			},
		};
	}

	async function closeAll(): Promise<void> {
		for (const poll of polls) poll.due();
		for (const stream of streams) stream.drain();
		const cut = setTimeout(() => {
			for (const stream of streams) stream.cut();
			for (const poll of polls) poll.cut();
		}, GOODBYE_SECONDS * 1000);
		await Promise.allSettled([
			...[...streams].map(({ left }) => left),
			...[...polls].map(({ done }) => done),
		]);
		clearTimeout(cut);
	}

	return {
		sse,
		longPoll,
		follow: followFor,
		readers: (topic) =>
			countOf(streams, topic) + countOf(polls, topic) + countOf(followers, topic) + presence.away(topic),
		counts: () => ({ ...counts }),
		close: () => (closing ??= closeAll()),
	};
}

function countOf(open: ReadonlySet<{ readonly topic: string }>, topic: string): number {
	let count = 0;
	for (const reader of open) if (reader.topic === topic) count += 1;
	return count;
}
