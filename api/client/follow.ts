import { formatCursor, type Cursor } from "../src/log/cursor.js";
import { abortable } from "./abortable.js";
import { createWatchdog, type Clock, type Watchdog } from "./clock.js";
import type { DoorEvent } from "./door-event.js";
import { Lost, Unusable } from "./ends.js";

/** Half-open connections bring nothing: the server's heartbeat is 15 s, so two missed and some slack. */
const SILENCE_MS = 40_000;

/** Where a door leads to, in its address. */
export type DoorQuery = Readonly<Record<string, string | number>>;

/** What following needs, whatever the door. */
export interface FollowPorts {
	readonly clock: Clock;
	/** Where to go on after; undefined asks for fresh state first. */
	readonly cursor: () => Cursor | undefined;
	/** The server lets this reader in. Called at least once for each door. */
	readonly opened: () => void;
	/** Takes one event; throws where following cannot go on. */
	readonly take: (event: DoorEvent) => void;
}

/** Opens a door that speaks HTTP; rejects where it is refused or fails. */
export type OpenHttp = (query: DoorQuery, signal: AbortSignal) => Promise<Response>;

/** One connection being followed. */
export interface Following {
	/** Rejects when the connection is over, saying why; never resolves. */
	readonly ended: Promise<never>;
	/** Gives the connection up if nothing has come through it for `ms`. */
	readonly giveUpIfSilentFor: (ms: number) => void;
}

type Attempt = (signal: AbortSignal, watchdog: Watchdog) => Promise<never>;

/** Runs one attempt until it ends by itself, is silent for too long, or is stopped. */
export function watched(clock: Clock, stop: AbortSignal, attempt: Attempt): Following {
	const watchdog = createWatchdog(clock, SILENCE_MS, () => giveUp());
	const running = abortable(clock, stop, (signal) => attempt(signal, watchdog));
	const giveUp = (): void => running.abort(new Lost("the server went silent"));
	return {
		ended: running.done.finally(watchdog.stop),
		giveUpIfSilentFor(ms) {
			if (watchdog.silentForMs() >= ms) giveUp();
		},
	};
}

export function queryFrom(cursor: Cursor | undefined): { readonly cursor?: string } {
	return cursor ? { cursor: formatCursor(cursor) } : {};
}

/** What the end of a door means through which nothing ever came: it is open, yet something on the way holds it back. */
export function endOfSilent(end: unknown): unknown {
	return end instanceof Lost ? new Unusable("nothing comes through") : end;
}
