/** Failures in a row after which a model is left alone: fewer are bad luck. */
export const BREAKER_FAILURES = 5;

/** For how long; then one message tries it again. */
export const BREAKER_PAUSE_SECONDS = 30;

export type BreakerState = "closed" | "half-open" | "open";

/** Keeps from asking what does not answer. Times are seconds of one clock. */
export interface Breaker {
	/** Whether to ask now. Whoever is let through says how it went, by exactly one of the three below. */
	readonly enter: (now: number) => boolean;
	readonly succeeded: () => void;
	readonly failed: (now: number) => void;
	/** It cannot be told: the asking was given up. */
	readonly abandoned: () => void;
	readonly state: (now: number) => BreakerState;
	/** Failures in a row so far. */
	readonly failures: () => number;
}

export function createBreaker(): Breaker {
	let failures = 0;
	let openUntil: number | undefined;
	let isTrying = false;

	return {
		enter(now) {
			if (openUntil === undefined) return true;
			if (now < openUntil || isTrying) return false;
			isTrying = true;
			return true;
		},
		succeeded() {
			failures = 0;
			openUntil = undefined;
			isTrying = false;
		},
		failed(now) {
			failures += 1;
			isTrying = false;
			if (failures >= BREAKER_FAILURES) openUntil = now + BREAKER_PAUSE_SECONDS;
		},
		abandoned() {
			isTrying = false;
		},
		state(now) {
			if (openUntil === undefined) return "closed";
			return now < openUntil ? "open" : "half-open";
		},
		failures: () => failures,
	};
}
