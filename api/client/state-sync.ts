import { systemClock, type Clock } from "./clock.js";
import { Unstreamable } from "./follow.js";
import type { Fetch, Refused } from "./http.js";
import { createIntake, type SyncChange, type SyncCounts } from "./intake.js";
import { keepConnected } from "./keep-connected.js";
import { runSession } from "./session.js";
import { createStatusBoard, type SyncStatus } from "./status.js";
import { browserWake, type Wake } from "./wake.js";
import type { Cast, SyncedWorld } from "./world-copy.js";

export interface StateSyncOptions {
	/** Where the API lives, without a slash at the end; the empty text in a page that it serves. */
	readonly baseUrl: string;
	readonly world: string;
	readonly cast: Cast;
	/** A JWT, or where to get it; asked anew for every request. */
	readonly token?: string | (() => string | undefined);
	/**
	 * Called on 401 and 403. A token other than the refused one is tried at once; undefined leaves the reader
	 * `refused` until `start` is called again.
	 */
	readonly onUnauthorised?: (refused: Refused) => Promise<string | undefined>;
	/** Told what a listener or the hook above threw; the other listeners are called all the same. Default: `console.error`. */
	readonly onListenerError?: (error: unknown) => void;
	/** False polls from the start. Else events are streamed, and polled where streaming does not work. */
	readonly streaming?: boolean;
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

/** @see StateSync. Nothing happens before `start`. */
export function createStateSync(options: StateSyncOptions): StateSync {
	const clock = options.clock ?? systemClock;
	const listeners = new Set<(change: SyncChange) => void>();
	let renewed: string | undefined;
	let streaming = options.streaming ?? true;

	function tell(change: SyncChange): void {
		for (const listener of listeners) {
			try {
				listener(change);
			} catch (error) {
				(options.onListenerError ?? console.error)(error);
			}
		}
	}

	const board = createStatusBoard(clock, () =>
		tell({ kind: "status", status: board.status(), reason: board.reason() }),
	);
	const intake = createIntake({ clock, board, tell });
	const token = (): string | undefined =>
		renewed ?? (typeof options.token === "function" ? options.token() : options.token);

	/** Whether there is another token to try. */
	async function renew(refused: Refused): Promise<boolean> {
		const tried = token();
		renewed = undefined;
		try {
			renewed = await options.onUnauthorised?.(refused);
		} catch (error) {
			(options.onListenerError ?? console.error)(error);
		}
		const next = token();
		return next !== undefined && next !== tried;
	}

	const connection = keepConnected({
		clock,
		random: options.random ?? Math.random,
		wake: options.wake ?? browserWake,
		connect: (stop, standing) =>
			runSession(
				{
					baseUrl: options.baseUrl,
					world: options.world,
					cast: options.cast,
					fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
					clock,
					token,
					intake,
					...standing,
				},
				streaming ? "stream" : "poll",
				stop,
			),
		renew,
		cut: (end, reason) => {
			intake.cut(reason);
			// Where polling fails too, streaming may work by the next try.
			if (options.streaming !== false) streaming = !(end instanceof Unstreamable);
		},
		refused: (reason) => board.set("refused", reason),
	});

	return {
		state: intake.world,
		status: board.status,
		reason: board.reason,
		counts: intake.counts,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
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
