import { formatCursor, type Cursor } from "../src/log/cursor.js";
import { createWatchdog, type Clock, type Watchdog } from "./clock.js";
import { readJson } from "./frames.js";
import { pollEvents, readPoll } from "./poll-answer.js";
import { createSseParser, type SseEvent } from "./sse-parser.js";

/** Events cannot be streamed on this path: ask for them instead. */
export class Unstreamable extends Error {
	override readonly name = "Unstreamable";
}

/** The connection is over, and the reader goes on from its cursor. */
export class Lost extends Error {
	override readonly name = "Lost";
}

/** Half-open connections bring nothing: the server's heartbeat is 15 s, so two missed and some slack. */
const SILENCE_MS = 40_000;
/** Seconds that one poll may wait at the server, its longest; well within the silence. */
const POLL_WAIT_SECONDS = 25;
/** Entries in one answer: a page that slept for minutes catches up in a few. */
const POLL_LIMIT = 500;

export type Door = "stream" | "poll";

export interface FollowPorts {
	readonly clock: Clock;
	/** Opens a door with this query; rejects where it is refused or fails. */
	readonly open: (
		door: Door,
		query: Readonly<Record<string, string | number>>,
		signal: AbortSignal,
	) => Promise<Response>;
	/** Where to go on after; undefined asks for fresh state first, which streams alone give. */
	readonly cursor: () => Cursor | undefined;
	/** The server lets this reader in. Called at least once for each door. */
	readonly opened: () => void;
	/** Takes one event; throws where following cannot go on. */
	readonly take: (event: SseEvent) => void;
}

/** One connection being followed. */
export interface Following {
	/** Rejects when the connection is over, saying why; never resolves. */
	readonly ended: Promise<never>;
	/** Gives the connection up if nothing has come through it for `ms`. */
	readonly giveUpIfSilentFor: (ms: number) => void;
}

type Attempt = (signal: AbortSignal, watchdog: Watchdog) => Promise<never>;

function watched(clock: Clock, stop: AbortSignal, attempt: Attempt): Following {
	const abort = new AbortController();
	const giveUp = (): void => abort.abort(new Lost("the server went silent"));
	const watchdog = createWatchdog(clock, SILENCE_MS, giveUp);
	return {
		ended: attempt(AbortSignal.any([stop, abort.signal]), watchdog).finally(() => {
			watchdog.stop();
			abort.abort();
		}),
		giveUpIfSilentFor(ms) {
			if (watchdog.silentForMs() >= ms) giveUp();
		},
	};
}

function queryFrom(cursor: Cursor | undefined): { readonly cursor?: string } {
	return cursor ? { cursor: formatCursor(cursor) } : {};
}

async function stream(ports: FollowPorts, signal: AbortSignal, watchdog: Watchdog): Promise<never> {
	const response = await ports.open("stream", queryFrom(ports.cursor()), signal);
	if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
		throw new Unstreamable("the answer is not a stream of events");
	}
	watchdog.touch();
	ports.opened();
	const parser = createSseParser(ports.take);
	const reader = response.body.getReader();
	let anything = false;
	try {
		for (let chunk = await reader.read(); chunk.value; chunk = await reader.read()) {
			anything = true;
			watchdog.touch();
			parser.push(chunk.value);
		}
	} catch (error) {
		// Open, yet not even a heartbeat: something on the way holds the stream back.
		if (!anything && error instanceof Lost) throw new Unstreamable("nothing comes through the stream");
		throw error;
	}
	throw new Lost("the stream ended");
}

/** Follows server-sent events. */
export function followStream(ports: FollowPorts, stop: AbortSignal): Following {
	return watched(ports.clock, stop, (signal, watchdog) => stream(ports, signal, watchdog));
}

async function poll(ports: FollowPorts, signal: AbortSignal, watchdog: Watchdog): Promise<never> {
	// The first answer comes at once: it tells that this reader is let in, and how far behind it was.
	for (let wait = 0; ; wait = POLL_WAIT_SECONDS) {
		const query = { ...queryFrom(ports.cursor()), wait, limit: POLL_LIMIT };
		const response = await ports.open("poll", query, signal);
		const answer = readPoll(readJson(await response.text()));
		watchdog.touch();
		ports.opened();
		for (const event of pollEvents(answer)) ports.take(event);
	}
}

/** Follows by asking again and again. */
export function followPoll(ports: FollowPorts, stop: AbortSignal): Following {
	return watched(ports.clock, stop, (signal, watchdog) => poll(ports, signal, watchdog));
}
