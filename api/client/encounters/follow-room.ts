import type { RoomUpdate } from "../../src/encounters/router/wire.js";
import type { Door } from "../door-choice.js";
import { Closed, Lost } from "../ends.js";
import { followMessages, openSocket, type SocketClass } from "../follow-socket.js";
import { followStream } from "../follow-stream.js";
import type { Following } from "../follow.js";
import { addressOf, get, HttpFailure, Refused } from "../http.js";
import { MalformedFrame } from "../frames.js";
import type { Clock } from "../clock.js";
import type { TwoWaySocket } from "../experience/experience-session.js";
import { type CallPorts, errorOf, membersOf, readError } from "./call.js";

export interface FollowRoomPorts extends CallPorts {
	readonly clock: Clock;
	readonly webSocket: SocketClass<TwoWaySocket> | undefined;
	readonly roomId: string;
	/** Where to go on; undefined asks for the view first. */
	readonly place: string | undefined;
	/** The server lets this reader in. */
	readonly opened: () => void;
	readonly take: (update: RoomUpdate, place: string) => void;
}

const PROCEDURE = "roomUpdates";
/** Of the one subscription of a socket. */
const SUBSCRIPTION = 1;

/** Follows a room through one connection. */
export function followRoom(door: Door, ports: FollowRoomPorts, stop: AbortSignal): Following {
	return door === "socket" && ports.webSocket
		? throughSocket(ports, ports.webSocket, stop)
		: throughStream(ports, stop);
}

function throughSocket(
	ports: FollowRoomPorts,
	webSocket: SocketClass<TwoWaySocket>,
	stop: AbortSignal,
): Following {
	const { baseUrl, token, roomId, place } = ports;
	let socket: TwoWaySocket | undefined;
	return followMessages(
		{
			clock: ports.clock,
			open: () => {
				socket = openSocket(webSocket, addressOf(baseUrl, { path: "/ws/trpc", query: {} }), token());
				return socket;
			},
			opened: () => {
				const params = {
					path: PROCEDURE,
					input: { roomId },
					...(place !== undefined && { lastEventId: place }),
				};
				socket?.send(JSON.stringify({ id: SUBSCRIPTION, method: "subscription", params }));
			},
			take: (data) => {
				if (data === "PING") socket?.send("PONG");
				else takeMessage(ports, membersOf(readJson(data)));
			},
		},
		stop,
	);
}

/** A message of the server, as tRPC writes it to a socket. */
function takeMessage(ports: FollowRoomPorts, message: Readonly<Record<string, unknown>>): void {
	if (message.method === "reconnect") throw new Closed("draining");
	const error = readError(message.error);
	if (error) throw endOf(errorOf(error));
	const result = membersOf(message.result);
	if (result.type === "started") ports.opened();
	else if (result.type === "stopped") throw new Lost("the server ended the subscription");
	else if (typeof result.id === "string") takeUpdate(ports, membersOf(result.data).data, result.id);
}

function throughStream(ports: FollowRoomPorts, stop: AbortSignal): Following {
	const { clock, fetch, baseUrl, token, roomId, place, opened } = ports;
	const open = async (_query: object, signal: AbortSignal): Promise<Response> => {
		try {
			return await get(fetch, baseUrl, {
				path: `/trpc/${PROCEDURE}`,
				query: { input: JSON.stringify({ roomId }), lastEventId: place },
				accept: "text/event-stream",
				token: token(),
				signal,
			});
		} catch (error) {
			throw endOf(error);
		}
	};
	return followStream(
		{
			clock,
			open,
			cursor: () => undefined,
			opened,
			take: ({ event, data, id }) => {
				if (event === "serialized-error") {
					const error = readError(readJson(data));
					throw error ? endOf(errorOf(error)) : new Lost("the stream failed");
				}
				if (event === "return") throw new Lost("the server ended the stream");
				if (event === "message" && id !== undefined) takeUpdate(ports, readJson(data), id);
			},
		},
		stop,
	);
}

/** There is no such room: as closed to its reader as one that they may not see, and not tried for again. */
export class NoSuchRoom extends Refused {
	constructor(detail: string) {
		super(403, detail);
	}
}

function endOf(error: unknown): unknown {
	return error instanceof HttpFailure && error.status === 404 ? new NoSuchRoom(error.detail) : error;
}

function readJson(data: unknown): unknown {
	try {
		return typeof data === "string" ? (JSON.parse(data) as unknown) : undefined;
	} catch (cause) {
		throw new MalformedFrame("a message is no JSON", { cause });
	}
}

function takeUpdate(ports: FollowRoomPorts, given: unknown, place: string): void {
	const { type } = membersOf(given);
	// What is written by the server's own types is taken by them.
	if (type === "view" || type === "news") ports.take(given as RoomUpdate, place);
}
