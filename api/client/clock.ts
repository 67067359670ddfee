/** Time as the client uses it, so that tests can own it. */
export interface Clock {
	/** Milliseconds from any fixed moment. It should go on while the machine sleeps, so that sleep is noticed. */
	readonly now: () => number;
	/** Runs once after `ms` milliseconds; returns the stop. */
	readonly after: (ms: number, run: () => void) => () => void;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	after: (ms, run) => {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
};

/** Calls `onSilence` once when `limitMs` pass without a `touch`. */
export interface Watchdog {
	readonly touch: () => void;
	readonly silentForMs: () => number;
	readonly stop: () => void;
}

export function createWatchdog(clock: Clock, limitMs: number, onSilence: () => void): Watchdog {
	let last = clock.now();
	const look = (): void => {
		const left = last + limitMs - clock.now();
		// One timer that looks again is cheaper than one armed anew with every chunk.
		if (left > 0) stop = clock.after(left, look);
		else onSilence();
	};
	let stop = clock.after(limitMs, look);
	return {
		touch: () => {
			last = clock.now();
		},
		silentForMs: () => clock.now() - last,
		stop: () => stop(),
	};
}
