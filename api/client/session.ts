import type { Clock } from "./clock.js";
import { Diverged } from "./apply.js";
import { followPoll, followStream, Unstreamable, type Door, type Following } from "./follow.js";
import { readJson } from "./frames.js";
import { get, HttpFailure, type Fetch } from "./http.js";
import type { Intake } from "./intake.js";
import type { Cast } from "./world-copy.js";

/** State of 5,000 members over a slow line takes a few seconds; longer is no answer. */
const INIT_TIMEOUT_MS = 30_000;
/** A server that has no door of a kind answers with one of these. */
const NO_SUCH_DOOR = new Set([404, 405, 406, 501]);

export interface SessionPorts {
	readonly baseUrl: string;
	readonly world: string;
	readonly cast: Cast;
	readonly clock: Clock;
	readonly fetch: Fetch;
	readonly token: () => string | undefined;
	readonly intake: Intake;
	readonly opened: () => void;
	readonly following: (following: Following) => void;
}

/** Fetches the state where there is none to go on from. Rejects where it cannot be had. */
async function loadState(ports: SessionPorts, stop: AbortSignal): Promise<void> {
	if (ports.intake.cursor()) return;
	const abort = new AbortController();
	const stopTimer = ports.clock.after(INIT_TIMEOUT_MS, () =>
		abort.abort(new Error("the server does not answer")),
	);
	try {
		const response = await get(ports.fetch, ports.baseUrl, {
			path: "/world/init",
			query: { world: ports.world, cast: ports.cast },
			accept: "application/json",
			token: ports.token(),
			signal: AbortSignal.any([stop, abort.signal]),
		});
		ports.intake.load(readJson(await response.text()));
	} finally {
		stopTimer();
	}
}

type Query = Readonly<Record<string, string | number>>;

async function openStream(ports: SessionPorts, query: Query, signal: AbortSignal): Promise<Response> {
	try {
		return await get(ports.fetch, ports.baseUrl, {
			path: "/events",
			query: { ...query, world: ports.world, cast: ports.cast },
			accept: "text/event-stream",
			token: ports.token(),
			signal,
		});
	} catch (error) {
		if (error instanceof HttpFailure && NO_SUCH_DOOR.has(error.status)) throw new Unstreamable(error.message);
		throw error;
	}
}

function openPoll(ports: SessionPorts, query: Query, signal: AbortSignal): Promise<Response> {
	return get(ports.fetch, ports.baseUrl, {
		path: `/v1/worlds/${encodeURIComponent(ports.world)}/changes`,
		query: { ...query, cast: ports.cast },
		accept: "application/json",
		token: ports.token(),
		signal,
	});
}

/** One connection through one door, from fresh state or the cursor, until it ends; the rejection says why. */
export async function runSession(ports: SessionPorts, door: Door, stop: AbortSignal): Promise<never> {
	await loadState(ports, stop);
	const { intake } = ports;
	let opened = false;
	const follow = door === "stream" ? followStream : followPoll;
	const following = follow(
		{
			clock: ports.clock,
			cursor: () => {
				const cursor = intake.cursor();
				if (!cursor) throw new Diverged("there is no state to go on from");
				return cursor;
			},
			take: intake.take,
			opened: () => {
				if (opened) return;
				opened = true;
				intake.opened();
				ports.opened();
			},
			open: (through, query, signal) => (through === "stream" ? openStream : openPoll)(ports, query, signal),
		},
		stop,
	);
	ports.following(following);
	return following.ended;
}
