import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { BreakerState } from "./breaker.js";

/** How an asking of a model went. `skipped`: its breaker was open. `aborted`: nobody waited any more. */
export type MindOutcome =
	"answered" | "timeout" | "unreachable" | "status" | "malformed" | "skipped" | "aborted";

export interface MindMetrics {
	readonly asked: (outcome: MindOutcome, seconds: number) => void;
	readonly retried: () => void;
}

/** Seconds; from a small model next door to the longest that anybody waits. */
const SECONDS_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 15, 30];

const STATES: Readonly<Record<BreakerState, number>> = { closed: 0, "half-open": 1, open: 2 };

export interface MeasureOptions {
	/** Called when somebody looks. */
	readonly readState: () => BreakerState;
	/** Of the names: what the model is asked for, where that is not an NPC's mind. */
	readonly prefix?: string;
}

/** Measures how a model does. */
export function measureMind(
	registry: Registry,
	mind: string,
	{ readState, prefix = "mind" }: MeasureOptions,
): MindMetrics {
	const registers = [registry];
	const asked = new Histogram({
		name: `${prefix}_seconds`,
		help: "From asking the model to its answer or our giving up, by outcome.",
		labelNames: ["mind", "outcome"] as const,
		buckets: SECONDS_BUCKETS,
		registers,
	});
	const retries = new Counter({
		name: `${prefix}_retries_total`,
		help: "Requests to the model that were tried a second time.",
		labelNames: ["mind"] as const,
		registers,
	});
	new Gauge({
		name: `${prefix}_breaker_state`,
		help: "0: the model is asked; 1: one message tries it; 2: it is left alone, and the scripted mind answers.",
		labelNames: ["mind"] as const,
		registers,
		collect() {
			this.set({ mind }, STATES[readState()]);
		},
	});
	retries.inc({ mind }, 0);
	return {
		asked: (outcome, seconds) => asked.observe({ mind, outcome }, seconds),
		retried: () => retries.inc({ mind }),
	};
}
