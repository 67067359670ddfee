import { systemClock, type Clock } from "./clock.js";
import type { StateSync } from "./state-sync.js";
import type { SyncedWorld } from "./world-copy.js";

/** A world to look at: what of a reader shows it. */
export type WorldSource = Pick<StateSync, "state" | "status" | "reason"> & {
	/** Calls `listener` after each change; returns the stop. */
	readonly subscribe: (listener: () => void) => () => void;
};

type Paced = Pick<StateSync, "state" | "status" | "reason" | "subscribe">;

/**
 * A reader's world for lists that are read rather than watched: ticks are shown at most every `everyMs`, the last one
 * with everything; fresh state and changes of status at once. While nobody listens it shows what the reader has.
 */
export function paceWorld(source: Paced, everyMs: number, clock: Clock = systemClock): WorldSource {
	const listeners = new Set<() => void>();
	let shown: SyncedWorld | undefined;
	let stopTimer: (() => void) | undefined;
	let stopListening: (() => void) | undefined;

	function show(): void {
		stopTimer?.();
		stopTimer = undefined;
		shown = source.state();
		for (const listener of [...listeners]) listener();
	}

	function start(): void {
		shown = source.state();
		stopListening = source.subscribe(({ kind }) => {
			if (kind === "tick") stopTimer ??= clock.after(everyMs, show);
			else show();
		});
	}

	function stop(): void {
		stopListening?.();
		stopTimer?.();
		stopTimer = undefined;
		shown = undefined;
	}

	return {
		state: () => shown ?? source.state(),
		status: source.status,
		reason: source.reason,
		subscribe(listener) {
			// One entry for each call, so that nobody ends another one's listening.
			const entry = (): void => listener();
			listeners.add(entry);
			if (listeners.size === 1) start();
			return () => {
				if (listeners.delete(entry) && listeners.size === 0) stop();
			};
		},
	};
}
