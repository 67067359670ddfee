import type { Watchdog } from "./clock.js";
import { Lost, Unusable } from "./ends.js";
import {
	endOfSilent,
	queryFrom,
	watched,
	type FollowPorts,
	type Following,
	type OpenHttp,
} from "./follow.js";
import { createSseParser } from "./sse-parser.js";

export interface StreamPorts extends FollowPorts {
	readonly open: OpenHttp;
}

async function stream(ports: StreamPorts, signal: AbortSignal, watchdog: Watchdog): Promise<never> {
	const response = await ports.open(queryFrom(ports.cursor()), signal);
	if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
		throw new Unusable("the answer is not a stream of events");
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
	} catch (end) {
		throw anything ? end : endOfSilent(end);
	}
	throw new Lost("the stream ended");
}

/** Follows server-sent events. */
export function followStream(ports: StreamPorts, stop: AbortSignal): Following {
	return watched(ports.clock, stop, (signal, watchdog) => stream(ports, signal, watchdog));
}
