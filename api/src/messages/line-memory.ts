import { dumpSummary, loadSummary, summarise } from "./summary.js";
import type { DumpedSummary, SpokenLine, Summary } from "./summary.js";

/** What of a line says where it stands among others. */
export interface KeptLine extends SpokenLine {
	readonly id: string;
	/** Unix seconds. */
	readonly at: number;
}

/** The newest lines, oldest first, and a summary of those before. The order in which lines come does not matter. */
export interface LineMemory<L extends KeptLine> {
	lines: L[];
	readonly summary: Summary;
}

/** A memory as JSON. */
export interface DumpedLines<L extends KeptLine> {
	readonly lines: readonly L[];
	readonly summary: DumpedSummary;
}

export function emptyLines<L extends KeptLine>(): LineMemory<L> {
	return { lines: [], summary: new Map() };
}

type Placed = Pick<KeptLine, "id" | "at">;

function isBefore(a: Placed, b: Placed): boolean {
	return a.at < b.at || (a.at === b.at && a.id < b.id);
}

/** Puts a line where it stands among others. */
export function insertLine<L extends Placed>(lines: L[], line: L): void {
	let place = lines.length;
	while (place > 0 && isBefore(line, lines[place - 1]!)) place -= 1;
	lines.splice(place, 0, line);
}

/** Takes a line, once; where more than `capacity` are held the oldest goes into the summary. */
export function keepLine<L extends KeptLine>(memory: LineMemory<L>, line: L, capacity: number): void {
	const { lines } = memory;
	insertLine(lines, line);
	if (lines.length > capacity) summarise(memory.summary, lines.shift()!);
}

export function dumpLines<L extends KeptLine>({ lines, summary }: LineMemory<L>): DumpedLines<L> {
	return { lines, summary: dumpSummary(summary) };
}

export function loadLines<L extends KeptLine>({ lines, summary }: DumpedLines<L>): LineMemory<L> {
	return { lines: [...lines], summary: loadSummary(summary) };
}
