import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BenchResult, quantile, ratioWithin, reportBench } from "./bench-result.js";
import { type Door, startProduct } from "./doors/product.js";
import { tickEntry } from "./doors/tick-entry.js";
import { CURSOR_MARK, type StormPlan } from "./storm/plan.js";

const READERS = 5000;
const STORMS = 5;
/** Between two ticks, of a world that several busy servers tell of; and between two storms. */
const TICK_MS = 250;
const CALM_MS = 1500;

/** All who were cut off have their next event within so long. */
const BACK_WITHIN_MS = 5000;
/** Readings of the log's history that one storm may cost its topic. */
const READS_PER_STORM = 1;

interface Back {
	readonly back: readonly number[];
	readonly wrong: number;
}

async function openReaders(plan: StormPlan): Promise<ChildProcess> {
	const script = fileURLToPath(new URL("./storm/readers.ts", import.meta.url));
	const readers = fork(script, [JSON.stringify(plan)], { execArgv: ["--import", "tsx"] });
	await once(readers, "message");
	return readers;
}

/** Cuts everybody off at once, again and again, while ticks go on. */
async function storm(door: Door) {
	const product = await startProduct(tickEntry(), 1000);
	const cursor = await product.cursor();
	const request = (await product.request(door)).replace(encodeURIComponent(cursor), CURSOR_MARK);
	const readers = await openReaders({ port: product.port, readers: READERS, door, request, cursor });
	const ticking = setInterval(product.tick, TICK_MS);
	const times: number[] = [];
	let wrong = 0;
	const readsBefore = product.historyReads();
	for (let round = 0; round < STORMS; round++) {
		await wait(CALM_MS);
		const returning = once(readers, "message") as Promise<[Back]>;
		product.cutAll();
		const [told] = await returning;
		times.push(...told.back);
		wrong = told.wrong;
	}
	const reads = product.historyReads() - readsBefore;
	clearInterval(ticking);
	const gone = once(readers, "exit");
	readers.kill();
	await gone;
	await product.close();
	if (wrong > 0) throw new Error(`${wrong} events were missing or came again`);
	return {
		figures: {
			[`${door} back_p50_ms`]: quantile(times, 0.5),
			[`${door} back_p99_ms`]: quantile(times, 0.99),
			[`${door} back_all_ms`]: Math.max(...times),
			[`${door} history_reads_per_storm`]: reads / STORMS,
		},
		ratios: [
			ratioWithin(
				`${door}, until all are back / ${BACK_WITHIN_MS} ms`,
				Math.max(...times) / BACK_WITHIN_MS,
				1,
			),
			ratioWithin(`${door}, history reads of a storm`, reads / STORMS, READS_PER_STORM),
		],
	};
}

/** Five thousand readers of one world, cut off at once. */
export async function run(): Promise<BenchResult> {
	const parts = [await storm("sse"), await storm("socket")];
	return {
		name: `storm: ${READERS} readers cut off at once`,
		figures: Object.assign({}, ...parts.map(({ figures }) => figures)) as Record<string, number>,
		ratios: parts.flatMap(({ ratios }) => ratios),
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(await run());
