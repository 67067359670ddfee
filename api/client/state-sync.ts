import { systemClock, type Clock } from "./clock.js";
import { createCredential, type CredentialOptions } from "./credential.js";
import { createDoorChoice, type Door } from "./door-choice.js";
import { BetterDue } from "./ends.js";
import type { SocketClass } from "./follow-socket.js";
import type { Fetch } from "./http.js";
import { createIntake, type SyncChange, type SyncCounts } from "./intake.js";
import { keepConnected } from "./keep-connected.js";
import { createListeners } from "./listeners.js";
import { runSession } from "./session.js";
import { createStatusBoard, type SyncStatus } from "./status.js";
import { browserWake, type Wake } from "./wake.js";
import type { Cast, SyncedWorld } from "./world-copy.js";

export interface StateSyncOptions extends CredentialOptions {
	/** Where the API lives, without a slash at the end; the empty text in a page that it serves. */
	readonly baseUrl: string;
	readonly world: string;
	readonly cast: Cast;
	/**
	 * Doors to follow through, the best first: one that does not work on this path is left for the next, and tried
	 * again later. Default: all, where there is a WebSocket, else `stream` and `poll`.
	 */
	readonly doors?: readonly Door[];
	/** For the door `socket`. Default: the global one; before Node 22 there is none, and `ws` has one. */
	readonly WebSocket?: SocketClass;
	/** False has positions sent as JSON with the limited cast. Default: packed, which takes a fraction of the bytes. */
	readonly packed?: boolean;
	readonly fetch?: Fetch;
	/** In [0, 1), for the jitter of reconnects. */
	readonly random?: () => number;
	readonly clock?: Clock;
	readonly wake?: Wake;
}

/** Follows one world and keeps a copy of it. Every tick reaches listeners exactly once, or the copy is replaced. */
export interface StateSync {
	readonly state: () => SyncedWorld;
	readonly status: () => SyncStatus;
	/** Why the status is what it is, for people to read. */
	readonly reason: () => string | undefined;
	readonly counts: () => SyncCounts;
	/** Calls `listener` after each change; returns the stop. */
	readonly subscribe: (listener: (change: SyncChange) => void) => () => void;
	/** Starts following; does nothing while it already does. */
	readonly start: () => void;
	/** Looks now whether the connection still stands, and does not wait for the next try. */
	readonly check: () => void;
	readonly close: () => void;
}

const ALL_DOORS: readonly Door[] = ["socket", "stream", "poll"];

/** Those that can be used here. */
function doorsOf(wanted: readonly Door[], webSocket: SocketClass | undefined): readonly Door[] {
	const usable = wanted.filter((door) => door !== "socket" || webSocket !== undefined);
	if (usable.length === 0) throw new Error("none of the doors can be used here: hand in a WebSocket");
	return usable;
}

/** @see StateSync. Nothing happens before `start`. */
export function createStateSync(options: StateSyncOptions): StateSync {
	const clock = options.clock ?? systemClock;
	const listeners = createListeners<SyncChange>(options.onListenerError);
	const credential = createCredential(options);
	const webSocket = options.WebSocket ?? globalThis.WebSocket;
	const doors = createDoorChoice(doorsOf(options.doors ?? ALL_DOORS, webSocket), clock);
	let door = doors.pick();
	let isOpen = false;

	const board = createStatusBoard(clock, () =>
		listeners.tell({ kind: "status", status: board.status(), reason: board.reason() }),
	);
	const intake = createIntake({ clock, board, tell: listeners.tell });

	/** Whether to try the next door at once. */
	function cut(end: unknown, reason: string): boolean {
		const wasOpen = isOpen;
		isOpen = false;
		const isNext = doors.ended(door, end);
		if (!(end instanceof BetterDue) && (wasOpen || !isNext)) intake.cut(reason);
		return isNext;
	}

	const connection = keepConnected({
		clock,
		random: options.random ?? Math.random,
		wake: options.wake ?? browserWake,
		connect: (stop, standing) => {
			door = doors.pick();
			isOpen = false;
			return runSession(
				{
					baseUrl: options.baseUrl,
					world: options.world,
					cast: options.cast,
					fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
					webSocket,
					packed: options.packed ?? true,
					clock,
					token: credential.token,
					intake,
					following: standing.following,
					opened: () => {
						isOpen = true;
						standing.opened();
					},
					heard: () => doors.works(door),
					between: () => {
						if (doors.isBetterDue(door)) throw new BetterDue("a better connection is tried");
					},
				},
				door,
				stop,
			);
		},
		renew: (refused) => {
			// A door that did not open may have been refused as well.
			doors.forgive();
			return credential.renew(refused);
		},
		cut,
		refused: ({ message }) => board.set("refused", message),
	});

	return {
		state: intake.world,
		status: board.status,
		reason: board.reason,
		counts: intake.counts,
		subscribe: listeners.subscribe,
		start() {
			const wasConnecting = board.status() === "connecting";
			if (connection.start() && !wasConnecting) intake.cut("starting");
		},
		check: connection.check,
		close() {
			connection.stop();
			board.set("closed");
		},
	};
}
