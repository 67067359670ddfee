import { systemClock, type Clock } from "../clock.js";
import { createCredential, type CredentialOptions } from "../credential.js";
import { createDoorChoice } from "../door-choice.js";
import { followSocket, openSocket, type Socket, type SocketClass } from "../follow-socket.js";
import { followStream } from "../follow-stream.js";
import type { DoorQuery, Following, FollowPorts } from "../follow.js";
import { addressOf, get, type Fetch } from "../http.js";
import { createListeners } from "../listeners.js";
import { createReturns } from "../returns.js";
import { createStatusBoard, type SyncStatus } from "../status.js";
import { followTopic } from "../topic-follower.js";
import { browserWake, type Wake } from "../wake.js";
import { type ChatroomNews, readNews } from "./read-news.js";

export interface ChatroomNewsOptions extends CredentialOptions {
	/** Where the API lives, without a slash at the end; the empty text in a page that it serves. */
	readonly baseUrl: string;
	/**
	 * Told each thing once and in order, through any cut; `state` first, and wherever something may have been missed.
	 * What it throws goes to `onListenerError`.
	 */
	readonly onNews: (news: ChatroomNews) => void;
	/** Default: the global one; where there is none, server-sent events are followed. */
	readonly WebSocket?: SocketClass;
	readonly fetch?: Fetch;
	/** In [0, 1), for the jitter of reconnects. */
	readonly random?: () => number;
	readonly clock?: Clock;
	readonly wake?: Wake;
}

/** Follows what happens in the society of the token's user. */
export interface ChatroomNewsClient {
	readonly status: () => SyncStatus;
	/** Why the status is what it is, for people to read. */
	readonly reason: () => string | undefined;
	/** Calls `listener` when the status or its reason is another one; returns the stop. */
	readonly subscribe: (listener: (status: SyncStatus) => void) => () => void;
	/** Starts following; does nothing while it already does. */
	readonly start: () => void;
	/** Looks now whether the connection still stands, and does not wait for the next try. */
	readonly check: () => void;
	readonly close: () => void;
}

/** @see ChatroomNewsClient. Nothing happens before `start`. */
export function createChatroomNews(options: ChatroomNewsOptions): ChatroomNewsClient {
	const { baseUrl } = options;
	const clock = options.clock ?? systemClock;
	const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
	const webSocket: SocketClass = options.WebSocket ?? globalThis.WebSocket;
	const credential = createCredential(options);
	const doors = createDoorChoice(webSocket ? ["socket", "stream"] : ["stream"], clock);
	const news = createListeners<ChatroomNews>(options.onListenerError);
	const statuses = createListeners<SyncStatus>(options.onListenerError);
	const board = createStatusBoard(clock, () => statuses.tell(board.status()));
	let door = doors.pick();
	let isOpen = false;
	/** Whether there is something to go on from. */
	let hasState = false;
	const returns = createReturns({ clock, board, isKnown: () => hasState });

	function connect(ports: FollowPorts, stop: AbortSignal): Following {
		door = doors.pick();
		if (door === "socket") {
			const addressAt = (query: DoorQuery): string => addressOf(baseUrl, { path: "/ws/chatroom", query });
			const open = (query: DoorQuery): Socket => openSocket(webSocket, addressAt(query), credential.token());
			return followSocket({ ...ports, open }, stop);
		}
		return followStream(
			{
				...ports,
				open: (query, signal) =>
					get(fetch, baseUrl, {
						path: "/api/chatroom/events",
						query,
						accept: "text/event-stream",
						token: credential.token(),
						signal,
					}),
			},
			stop,
		);
	}

	news.subscribe(options.onNews);
	const connection = followTopic({
		clock,
		random: options.random ?? Math.random,
		wake: options.wake ?? browserWake,
		connect: (ports, stop) =>
			connect(
				{
					...ports,
					opened: () => {
						ports.opened();
						isOpen = true;
						returns.opened();
					},
					take: (event) => {
						doors.works(door);
						ports.take(event);
					},
				},
				stop,
			),
		take: (event, data) => {
			const told = readNews(event, data);
			if (told.type !== "state") returns.ledOn();
			else if (hasState) returns.replaced();
			hasState = true;
			news.tell(told);
		},
		renew: (refused) => {
			// A door that did not open may have been refused as well.
			doors.forgive();
			return credential.renew(refused);
		},
		cut: (end, reason) => {
			const isNext = doors.ended(door, end);
			if (isOpen || !isNext) returns.cut(reason);
			isOpen = false;
			return isNext;
		},
		refused: ({ message }) => board.set("refused", message),
	});

	return {
		status: board.status,
		reason: board.reason,
		subscribe: statuses.subscribe,
		start: () => {
			const wasConnecting = board.status() === "connecting";
			if (connection.start() && !wasConnecting) returns.cut("starting");
		},
		check: connection.check,
		close: () => {
			connection.stop();
			board.set("closed");
		},
	};
}
