import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { fromRoot } from "./lib/paths.js";
import { startPlace } from "./lib/place.js";
import { runNode } from "./lib/run.js";
import { BUILD_API, BUILD_GAME, BUILD_SPECS, runSteps } from "./lib/steps.js";
import { benchWire } from "./lib/wire-bench.js";

/** What one benchmark came to. A ratio without a target is shown for what it is. */
export interface BenchResult {
	readonly name: string;
	readonly figures: Readonly<Record<string, number>>;
	readonly ratios: readonly {
		readonly name: string;
		readonly value: number;
		readonly target?: number;
		readonly ok?: boolean;
	}[];
}

const RESULTS = fromRoot("bench-results");

async function benchGame(): Promise<readonly BenchResult[]> {
	const results: BenchResult[] = [];
	const { finished } = await startPlace({ mode: "bench", project: "game/spec.project.json" }, (line) => {
		if (line.startsWith("{")) results.push(JSON.parse(line) as BenchResult);
	});
	const { code } = await finished;
	if (code !== 0) throw new Error(`the benchmarks of the game ended with code ${code}`);
	return results;
}

async function benchApi(): Promise<readonly BenchResult[]> {
	const folder = fromRoot("api", "bench");
	const files = (await readdir(folder)).filter((name) => name.endsWith(".bench.ts")).sort();
	const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
	const results: BenchResult[] = [];
	for (const file of files) {
		const out = fromRoot("bench-results", `${file.replace(/\.bench\.ts$/, "")}.json`);
		await rm(out, { force: true });
		// A missed target is a result as well: only a benchmark without a result has failed.
		await runNode(["--expose-gc", "--import", tsx, fromRoot("api", "bench", file), out]);
		results.push(JSON.parse(await readFile(out, "utf8")) as BenchResult);
	}
	return results;
}

function print({ name, figures, ratios }: BenchResult): void {
	console.log(`\n${name}`);
	for (const [figure, value] of Object.entries(figures))
		console.log(`  ${figure.padEnd(52)} ${value.toPrecision(4)}`);
	for (const { name: ratio, value, target, ok } of ratios) {
		const verdict = target === undefined ? "" : `target ${target}  ${ok === true ? "ok" : "MISSED"}`;
		console.log(`  ${ratio.padEnd(52)} ${value.toPrecision(4).padEnd(10)} ${verdict}`);
	}
}

/** `npm run bench`: every benchmark, each beside its baseline in the same run; results in `bench-results/`. */
export async function main(): Promise<number> {
	if ((await runSteps([BUILD_GAME, BUILD_SPECS, BUILD_API])).length > 0) return 1;
	await mkdir(RESULTS, { recursive: true });
	const results = [...(await benchGame()), await benchWire(), ...(await benchApi())];
	console.log("\n== Results");
	for (const result of results) print(result);
	await writeFile(fromRoot("bench-results", "all.json"), `${JSON.stringify(results, null, "\t")}\n`);
	return 0;
}
