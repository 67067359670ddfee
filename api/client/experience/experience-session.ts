import type { Clock } from "../clock.js";
import { Unusable } from "../ends.js";
import { followMessages, openSocket, type Socket, type SocketClass } from "../follow-socket.js";
import type { Following } from "../follow.js";
import { addressOf, get, Refused, type Fetch } from "../http.js";

/** A socket that is written to as well. */
export interface TwoWaySocket extends Socket {
	send(data: string): void;
}

export interface ExperienceSessionPorts {
	readonly baseUrl: string;
	readonly experience: string;
	readonly clock: Clock;
	readonly fetch: Fetch;
	readonly webSocket: SocketClass<TwoWaySocket>;
	readonly token: () => string | undefined;
	/** Where to go on after; undefined asks for fresh state. */
	readonly cursor: string | undefined;
	/** The socket is open. */
	readonly opened: (send: (text: string) => void) => void;
	/** Takes what one message holds; throws where following cannot go on. */
	readonly take: (data: unknown) => void;
	readonly following: (following: Following) => void;
}

/**
 * Finds out over HTTP why a socket did not open, which browsers do not say. Rejects with that; resolves where HTTP
 * works and the fault is the socket's own.
 */
async function askWhy(ports: ExperienceSessionPorts, token: string, signal: AbortSignal): Promise<void> {
	await get(ports.fetch, ports.baseUrl, {
		path: `/v1/experience/${encodeURIComponent(ports.experience)}/view`,
		query: {},
		accept: "application/json",
		token,
		signal,
	});
}

/** One connection to an experience, until it ends; the rejection says why. */
export async function runExperienceSession(ports: ExperienceSessionPorts, stop: AbortSignal): Promise<never> {
	const { baseUrl, experience, webSocket, cursor } = ports;
	const token = ports.token();
	if (token === undefined) throw new Refused(401, "a token is needed");
	let socket: TwoWaySocket | undefined;
	let isOpen = false;
	const following = followMessages(
		{
			clock: ports.clock,
			open: () => {
				const query = { experience, cursor };
				socket = openSocket(webSocket, addressOf(baseUrl, { path: "/ws/experience", query }), token);
				return socket;
			},
			opened: () => {
				isOpen = true;
				ports.opened((text) => socket?.send(text));
			},
			take: ports.take,
		},
		stop,
	);
	ports.following(following);
	try {
		return await following.ended;
	} catch (end) {
		if (end instanceof Unusable && !isOpen && !stop.aborted) await askWhy(ports, token, stop);
		throw end;
	}
}
