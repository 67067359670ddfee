import { abortable } from "./abortable.js";
import { Diverged } from "./apply.js";
import type { Clock } from "./clock.js";
import type { Door } from "./door-choice.js";
import { Unusable } from "./ends.js";
import { followPoll } from "./follow-poll.js";
import { followSocket, openSocket, type SocketClass } from "./follow-socket.js";
import { followStream } from "./follow-stream.js";
import type { DoorQuery, FollowPorts, Following } from "./follow.js";
import { readJson } from "./frames.js";
import { addressOf, get, HttpFailure, type Fetch } from "./http.js";
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
	readonly webSocket: SocketClass | undefined;
	/** Whether moves of the limited cast may come packed. */
	readonly packed: boolean;
	readonly token: () => string | undefined;
	readonly intake: Intake;
	readonly opened: () => void;
	/** Something came through the door. */
	readonly heard: () => void;
	/** Called between two polls; throws where there is a reason to leave. */
	readonly between: () => void;
	readonly following: (following: Following) => void;
}

/** Fetches the state where there is none to go on from. Rejects where it cannot be had. */
async function loadState(ports: SessionPorts, stop: AbortSignal): Promise<void> {
	if (ports.intake.cursor()) return;
	const loading = abortable(ports.clock, stop, async (signal) => {
		const response = await get(ports.fetch, ports.baseUrl, {
			path: "/world/init",
			query: { world: ports.world, cast: ports.cast },
			accept: "application/json",
			token: ports.token(),
			signal,
		});
		return readJson(await response.text());
	});
	const stopTimer = ports.clock.after(INIT_TIMEOUT_MS, () =>
		loading.abort(new Error("the server does not answer")),
	);
	ports.intake.load(await loading.done.finally(stopTimer));
}

/** What streams of the world are asked for, beside the cursor. */
function wantedOf({ world, cast, packed }: SessionPorts): DoorQuery {
	return { world, cast, ...(packed && cast === "limited" && { moves: "packed" }) };
}

async function openStream(ports: SessionPorts, query: DoorQuery, signal: AbortSignal): Promise<Response> {
	try {
		return await get(ports.fetch, ports.baseUrl, {
			path: "/events",
			query: { ...query, ...wantedOf(ports) },
			accept: "text/event-stream",
			token: ports.token(),
			signal,
		});
	} catch (error) {
		if (error instanceof HttpFailure && NO_SUCH_DOOR.has(error.status)) throw new Unusable(error.message);
		throw error;
	}
}

function openPoll(ports: SessionPorts, query: DoorQuery, signal: AbortSignal): Promise<Response> {
	return get(ports.fetch, ports.baseUrl, {
		path: `/v1/worlds/${encodeURIComponent(ports.world)}/changes`,
		query: { ...query, cast: ports.cast },
		accept: "application/json",
		token: ports.token(),
		signal,
	});
}

function followPorts({ clock, intake, opened, heard }: SessionPorts): FollowPorts {
	let isOpen = false;
	return {
		clock,
		cursor: () => {
			const cursor = intake.cursor();
			if (!cursor) throw new Diverged("there is no state to go on from");
			return cursor;
		},
		take: (event) => {
			heard();
			intake.take(event);
		},
		opened: () => {
			if (isOpen) return;
			isOpen = true;
			intake.opened();
			opened();
		},
	};
}

function followDoor(door: Door, ports: SessionPorts, stop: AbortSignal): Following {
	const common = followPorts(ports);
	switch (door) {
		case "socket": {
			const { webSocket, baseUrl, token } = ports;
			if (!webSocket) throw new Unusable("there is no WebSocket here");
			return followSocket(
				{
					...common,
					open: (query) =>
						openSocket(
							webSocket,
							addressOf(baseUrl, { path: "/ws/world", query: { ...query, ...wantedOf(ports) } }),
							token(),
						),
				},
				stop,
			);
		}
		case "stream":
			return followStream({ ...common, open: (query, signal) => openStream(ports, query, signal) }, stop);
		case "poll":
			return followPoll(
				{
					...common,
					between: ports.between,
					open: (query, signal) => openPoll(ports, query, signal),
				},
				stop,
			);
	}
}

/** One connection through one door, from fresh state or the cursor, until it ends; the rejection says why. */
export async function runSession(ports: SessionPorts, door: Door, stop: AbortSignal): Promise<never> {
	await loadState(ports, stop);
	const following = followDoor(door, ports, stop);
	ports.following(following);
	return following.ended;
}
