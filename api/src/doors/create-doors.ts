import type { Request, Response } from "express";
import { Refusal } from "../http/refusal.js";
import type { Log } from "../log/log.js";
import { createBeat } from "./beat.js";
import { createDoorCounts, type DoorCounts } from "./door-counts.js";
import { createDeferred, type Deferred } from "./deferred.js";
import { parsePollQuery } from "./door-query.js";
import type { Doors, FollowDoor, StretchDoor } from "./doors.js";
import { createExpiries } from "./expiries.js";
import { createHubs } from "./hub.js";
import { callerOf, expiryOf } from "../http/caller.js";
import { serveLongPoll, type Poll } from "./long-poll-door.js";
import { createPollPresence } from "./poll-presence.js";
import { Reader, type ReaderOptions, type ReaderShared } from "./reader.js";
import { serveSse, STREAM_HEADERS, type SseReader } from "./sse-door.js";
import { serveStretch } from "./stretch-door.js";
import { createTopicCounts } from "./topic-counts.js";
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

export interface RunningDoors extends Doors, FollowDoor, StretchDoor {
	/** A snapshot. */
	readonly counts: () => Readonly<DoorCounts>;
}

/** A long poll counts as a reader for so long after its answer: the longest wait and the way there and back. */
const PRESENCE_SECONDS = 30;

/** How long `close` waits for goodbyes to be taken before it cuts connections. */
const GOODBYE_SECONDS = 2;

/** The doors of a log. Open until `close`. */
export function createDoors(options: DoorsOptions): RunningDoors {
	const { log, now, onFailure, heartbeatSeconds = 15, blockedSeconds = 30 } = options;
	const counts = createDoorCounts();
	const following = { hubs: createHubs(log, counts), counts };
	const presence = createPollPresence(now, PRESENCE_SECONDS);
	const expiries = createExpiries(now, counts);
	const byTopic = createTopicCounts();
	const streams = new Set<Reader>();
	const polls = new Set<Poll>();
	let closing: Promise<void> | undefined;
	/** There while the last streams are waited for. */
	let lastLeft: Deferred<void> | undefined;

	const shared: ReaderShared = {
		following,
		counts,
		beat: createBeat(heartbeatSeconds, counts),
		expiries,
		blockedSeconds,
		now,
		onFailure,
		onLeft: (reader) => {
			byTopic.remove(reader.topic);
			if (streams.delete(reader) && streams.size === 0) lastLeft?.resolve();
		},
	};

	function checkOpen(): void {
		if (closing) throw new Refusal("unavailable", "shutting down", { retryAfterSeconds: 1 });
	}

	function sse(req: Request, res: Response, view: TopicView): Promise<void> {
		checkOpen();
		if (res.closed) return Promise.resolve();
		if (req.method === "HEAD") {
			res.writeHead(200, STREAM_HEADERS).end();
			return Promise.resolve();
		}
		return noted(serveSse(req, res, { view, shared }));
	}

	function noted({ reader, standing }: SseReader): Promise<void> {
		streams.add(reader);
		byTopic.add(reader.topic);
		return standing;
	}

	async function longPoll(req: Request, res: Response, view: TopicView): Promise<void> {
		checkOpen();
		const query = parsePollQuery(req.query);
		if (res.closed) return;
		if (query.wanted !== undefined) presence.returned(view.topic, query.wanted);
		const expiresAt = expiryOf(callerOf(res));
		const poll = serveLongPoll(res, { view, following, counts, expiries, query, expiresAt });
		polls.add(poll);
		byTopic.add(view.topic);
		const cursor = await poll.done.finally(() => {
			polls.delete(poll);
			byTopic.remove(view.topic);
		});
		if (cursor !== undefined) presence.answered(view.topic, cursor);
	}

	function followFor(options: ReaderOptions): Reader {
		checkOpen();
		byTopic.add(options.view.topic);
		return new Reader(shared, options);
	}

	async function closeAll(): Promise<void> {
		for (const poll of polls) poll.due();
		if (streams.size > 0) lastLeft = createDeferred();
		for (const stream of [...streams]) stream.drain();
		const cut = setTimeout(() => {
			for (const stream of streams) stream.cut();
			for (const poll of polls) poll.cut();
		}, GOODBYE_SECONDS * 1000);
		await Promise.allSettled([lastLeft?.promise, ...[...polls].map(({ done }) => done)]);
		clearTimeout(cut);
	}

	return {
		sse,
		stretch: async (res, stretch) => {
			checkOpen();
			if (!res.closed) await noted(serveStretch(res, stretch, shared));
		},
		longPoll,
		follow: followFor,
		readers: (topic) => byTopic.of(topic) + presence.away(topic),
		counts: () => ({ ...counts }),
		close: () => (closing ??= closeAll()),
	};
}
