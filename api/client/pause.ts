import type { Clock } from "./clock.js";

/** Waits between tries, one at a time, that can be cut short. */
export interface Pause {
	/** Resolves after so many milliseconds, when it is hurried, or when it is to stop. */
	readonly wait: (ms: number, stop: AbortSignal) => Promise<void>;
	/** Ends the wait that is on. */
	readonly hurry: () => void;
}

export function createPause(clock: Clock): Pause {
	let wakeUp: (() => void) | undefined;
	return {
		wait: (ms, stop) =>
			new Promise((resolve) => {
				const done = (): void => {
					stopTimer();
					stop.removeEventListener("abort", done);
					wakeUp = undefined;
					resolve();
				};
				const stopTimer = clock.after(ms, done);
				stop.addEventListener("abort", done);
				wakeUp = done;
			}),
		hurry: () => wakeUp?.(),
	};
}
