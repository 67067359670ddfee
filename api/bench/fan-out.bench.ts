import { pathToFileURL } from "node:url";
import { sseEvent } from "../src/doors/sse-text.js";
import { quantile, ratioWithin, reportBench, type BenchResult } from "./bench-result.js";
import { openCrowd, type Crowd } from "./fan-out/crowd.js";
import { startDoor, startRaw, type TickServer } from "./fan-out/servers.js";

const READERS = 1000;
const ROUNDS = 150;
const WARM_UP_ROUNDS = 30;

/** What forty moved members weigh in a limited tick: a busy second of a large place. */
const TICK_BYTES = 2400;

/** Ids keep four digits for all rounds. */
const FIRST_OFFSET = 1000;

/** One tick may cost this many times what the bare loop takes for the same bytes. */
const TARGET = 1.5;

interface Tick {
	/** From the call until the last reader had it. */
	readonly wallMilliseconds: number;
	/** Of the sending process, in the same time. */
	readonly cpuMilliseconds: number;
	readonly latencies: readonly number[];
}

async function measure(server: TickServer, crowd: Crowd): Promise<Tick> {
	const cpu = process.cpuUsage();
	const start = Number(process.hrtime.bigint()) / 1e6;
	const arriving = crowd.arrivals();
	server.tick();
	const arrivals = await arriving;
	const { user, system } = process.cpuUsage(cpu);
	return {
		wallMilliseconds: Math.max(...arrivals) - start,
		cpuMilliseconds: (user + system) / 1000,
		latencies: arrivals.map((arrival) => arrival - start),
	};
}

/** One tick to a thousand SSE readers against the same bytes written to a thousand sockets. */
export async function run(): Promise<BenchResult> {
	const data = JSON.stringify({ padding: "x".repeat(TICK_BYTES) });
	const frame = Buffer.from(sseEvent({ id: `${"e".repeat(16)}:${FIRST_OFFSET}`, event: "snapshot", data }));
	const door = await startDoor(data, FIRST_OFFSET);
	const raw = await startRaw(frame);
	const size = { readers: READERS, frameBytes: frame.length };
	const doorCrowd = await openCrowd({ ...size, port: door.port, greetingEnd: "data: {}\n\n" });
	const rawCrowd = await openCrowd({ ...size, port: raw.port, greetingEnd: "" });

	const doorTicks: Tick[] = [];
	const rawTicks: Tick[] = [];
	for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
		const isMeasured = round >= WARM_UP_ROUNDS;
		const turns: readonly [TickServer, Crowd, Tick[]][] = [
			[door, doorCrowd, doorTicks],
			[raw, rawCrowd, rawTicks],
		];
		for (const [server, crowd, ticks] of round % 2 === 0 ? turns : [...turns].reverse()) {
			const tick = await measure(server, crowd);
			if (isMeasured) ticks.push(tick);
		}
	}
	const framed = door.framed();
	await Promise.all([doorCrowd.leave(), rawCrowd.leave()]);
	await Promise.all([door.close(), raw.close()]);
	if (framed !== WARM_UP_ROUNDS + ROUNDS) {
		throw new Error(`${framed} frames were made of ${WARM_UP_ROUNDS + ROUNDS} ticks`);
	}

	const median = (ticks: readonly Tick[], of: (tick: Tick) => number): number => quantile(ticks.map(of), 0.5);
	const wall = ({ wallMilliseconds }: Tick): number => wallMilliseconds;
	const cpu = ({ cpuMilliseconds }: Tick): number => cpuMilliseconds;
	const latencies = doorTicks.flatMap((tick) => tick.latencies);
	const total = doorTicks.reduce((sum, tick) => sum + tick.wallMilliseconds, 0);
	return {
		name: `fan-out: a tick of ${frame.length} bytes to ${READERS} SSE readers`,
		figures: {
			deliveries_per_s: (READERS * ROUNDS * 1000) / total,
			p50_ms: quantile(latencies, 0.5),
			p99_ms: quantile(latencies, 0.99),
			door_median_ms: median(doorTicks, wall),
			raw_median_ms: median(rawTicks, wall),
			door_cpu_median_ms: median(doorTicks, cpu),
			raw_cpu_median_ms: median(rawTicks, cpu),
			frames_made_per_tick: framed / (WARM_UP_ROUNDS + ROUNDS),
		},
		ratios: [
			ratioWithin(
				"time until all have it, door to raw loop",
				median(doorTicks, wall) / median(rawTicks, wall),
				TARGET,
			),
			ratioWithin("processor time, door to raw loop", median(doorTicks, cpu) / median(rawTicks, cpu), TARGET),
		],
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(await run());
