import type { Watchdog } from "./clock.js";
import { readJson } from "./frames.js";
import { queryFrom, watched, type FollowPorts, type Following, type OpenHttp } from "./follow.js";
import { pollEvents, readPoll } from "./poll-answer.js";

/** Seconds that one poll may wait at the server, its longest; well within the silence that ends a connection. */
const POLL_WAIT_SECONDS = 25;
/** Entries in one answer: a page that slept for minutes catches up in a few. */
const POLL_LIMIT = 500;

export interface PollPorts extends FollowPorts {
	readonly open: OpenHttp;
	/** Called between two polls; throws where there is a reason to leave. */
	readonly between: () => void;
}

async function poll(ports: PollPorts, signal: AbortSignal, watchdog: Watchdog): Promise<never> {
	// The first answer comes at once: it tells that this reader is let in, and how far behind it was.
	for (let wait = 0; ; wait = POLL_WAIT_SECONDS) {
		const query = { ...queryFrom(ports.cursor()), wait, limit: POLL_LIMIT };
		const response = await ports.open(query, signal);
		const answer = readPoll(readJson(await response.text()));
		watchdog.touch();
		ports.opened();
		for (const event of pollEvents(answer)) ports.take(event);
		ports.between();
	}
}

/** Follows by asking again and again. */
export function followPoll(ports: PollPorts, stop: AbortSignal): Following {
	return watched(ports.clock, stop, (signal, watchdog) => poll(ports, signal, watchdog));
}
