import { writeFileSync } from "node:fs";

/** A comparison within one run, which says more than a figure of one machine. */
export interface BenchRatio {
	readonly name: string;
	readonly value: number;
	/** The most it may be. */
	readonly target?: number;
	readonly ok?: boolean;
}

/** What a benchmark found. Names of figures end in their unit. */
export interface BenchResult {
	readonly name: string;
	readonly figures: Readonly<Record<string, number>>;
	readonly ratios: readonly BenchRatio[];
}

/** A ratio that may be at most `target`; without one it is shown for what it is. */
export function ratioWithin(name: string, value: number, target?: number): BenchRatio {
	return target === undefined ? { name, value } : { name, value, target, ok: value <= target };
}

/** The value below which `part` (0 to 1) of the values lie. */
export function quantile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const value = sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
	if (value === undefined) throw new Error("a quantile of nothing");
	return value;
}

/**
 * Prints the result for a reader, then as one line of JSON; with a path (first argument of the program) the JSON
 * goes there instead. A ratio over its target makes the exit code 1.
 */
export function reportBench(result: BenchResult): void {
	const round = (value: number): string => String(Number(value.toPrecision(4)));
	const figures = Object.entries(result.figures).map(([name, value]) => `  ${name}: ${round(value)}`);
	const ratios = result.ratios.map(({ name, value, target, ok }) => {
		const aim = target === undefined ? "" : ` (at most ${target}: ${ok === true ? "ok" : "MISSED"})`;
		return `  ${name}: ${round(value)}${aim}`;
	});
	process.stdout.write(`${[result.name, ...figures, ...ratios].join("\n")}\n`);
	const path = process.argv[2];
	const json = JSON.stringify(result);
	if (path === undefined) process.stdout.write(`${json}\n`);
	else writeFileSync(path, `${json}\n`);
	if (result.ratios.some(({ ok }) => ok === false)) process.exitCode = 1;
}
