import { backoffMs } from "./backoff.js";
import { systemClock, type Clock } from "./clock.js";
import { Unstreamable, type Following } from "./follow.js";
import { HttpFailure, Refused, type Fetch } from "./http.js";
import { createIntake, type SyncChange, type SyncCounts } from "./intake.js";
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

/** A connection that has stood this long was a good one: the next cut starts the back-off anew. */
const STABLE_MS = 10_000;
/** After sleep, a connection that has missed a heartbeat (15 s) is given up rather than waited for. */
const SUSPECT_MS = 20_000;

/** @see StateSync. Nothing happens before `start`. */
export function createStateSync(options: StateSyncOptions): StateSync {
	const clock = options.clock ?? systemClock;
	const random = options.random ?? Math.random;
	const listeners = new Set<(change: SyncChange) => void>();
	let renewed: string | undefined;
	let running: AbortController | undefined;
	let following: Following | undefined;
	let wakeUp: (() => void) | undefined;
	let openedAt: number | undefined;
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

	/** Resolves with what ended one connection. */
	async function connect(stop: AbortSignal): Promise<unknown> {
		openedAt = undefined;
		try {
			return await runSession(
				{
					baseUrl: options.baseUrl,
					world: options.world,
					cast: options.cast,
					fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
					clock,
					token,
					intake,
					opened: () => (openedAt = clock.now()),
					following: (next) => (following = next),
				},
				streaming ? "stream" : "poll",
				stop,
			);
		} catch (error) {
			return error;
		} finally {
			following = undefined;
		}
	}

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

	function pause(ms: number, stop: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			const done = (): void => {
				stopTimer();
				stop.removeEventListener("abort", done);
				wakeUp = undefined;
				resolve();
			};
			const stopTimer = clock.after(ms, done);
			stop.addEventListener("abort", done);
			wakeUp = done;
		});
	}

	async function run(stop: AbortSignal): Promise<void> {
		let attempt = 0;
		while (!stop.aborted) {
			const end = await connect(stop);
			if (stop.aborted) return;
			const reason = end instanceof Error ? end.message : String(end);
			if (end instanceof Refused) {
				if (await renew(end)) continue;
				if (!stop.aborted) refuse(reason);
				return;
			}
			intake.cut(reason);
			// Where polling fails too, streaming may work by the next try.
			if (options.streaming !== false) streaming = !(end instanceof Unstreamable);
			if (openedAt !== undefined && clock.now() - openedAt >= STABLE_MS) attempt = 0;
			const asked = end instanceof HttpFailure ? (end.retryAfterMs ?? 0) : 0;
			await pause(Math.max(backoffMs(attempt, random()), asked), stop);
			attempt += 1;
		}
	}

	function refuse(reason: string): void {
		running?.abort();
		running = undefined;
		board.set("refused", reason);
	}

	function check(): void {
		wakeUp?.();
		following?.giveUpIfSilentFor(SUSPECT_MS);
	}

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
			if (running) return;
			running = new AbortController();
			const stopWake = (options.wake ?? browserWake)(check);
			running.signal.addEventListener("abort", stopWake);
			if (board.status() !== "connecting") intake.cut("starting");
			void run(running.signal);
		},
		check,
		close() {
			running?.abort();
			running = undefined;
			board.set("closed");
		},
	};
}
