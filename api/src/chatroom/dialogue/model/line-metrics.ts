import { Counter, type Registry } from "prom-client";
import type { Flaw } from "./read-line.js";

/**
 * What became of a line that a model might have written. `written`: it did; in all other cases the scripted one is
 * said. `unanswered`: the model did not answer in time; `left_alone`: it was not asked, for its breaker was open;
 * `late`: there was no time left for the conversation; `over_budget`: its service puts more around a prompt than there
 * are tokens for, and is not asked any more.
 */
export type LineOutcome =
	"written" | "unanswered" | "left_alone" | "late" | "over_budget" | "repeated" | Flaw;

export interface LineMetrics {
	readonly wrote: (outcome: LineOutcome, lines?: number) => void;
}

export function measureLines(registry: Registry, mind: string): LineMetrics {
	const lines = new Counter({
		name: "chatroom_lines_total",
		help: "Lines of the chatroom that the model was to write, by what became of it; all but `written` are scripted.",
		labelNames: ["mind", "outcome"] as const,
		registers: [registry],
	});
	return { wrote: (outcome, count = 1) => lines.inc({ mind, outcome }, count) };
}
