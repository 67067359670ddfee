import type { Clock } from "../../client/clock.js";

/** A clock that stands until it is moved. */
export interface ManualClock extends Clock {
	/** Moves on, running what falls due in order. */
	readonly advance: (ms: number) => void;
	readonly pending: () => number;
}

export function createManualClock(): ManualClock {
	let now = 0;
	const timers = new Map<symbol, { readonly at: number; readonly run: () => void }>();
	return {
		now: () => now,
		after(ms, run) {
			const id = Symbol("timer");
			timers.set(id, { at: now + ms, run });
			return () => timers.delete(id);
		},
		advance(ms) {
			const end = now + ms;
			for (;;) {
				const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
				if (!due) break;
				timers.delete(due[0]);
				now = Math.max(now, due[1].at);
				due[1].run();
			}
			now = end;
		},
		pending: () => timers.size,
	};
}
