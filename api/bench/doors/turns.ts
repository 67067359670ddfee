import { quantile } from "../bench-result.js";
import type { Crowd } from "./crowd.js";
import type { TickServer } from "./servers.js";

/** A server and its readers. */
export interface Side {
	readonly server: TickServer;
	readonly crowd: Crowd;
}

interface Tick {
	/** From the call until the last reader had it. */
	readonly wallMilliseconds: number;
	/** Of the sending process, in the same time. */
	readonly cpuMilliseconds: number;
	readonly latencies: readonly number[];
}

/** What many ticks came to. */
export interface Delivery {
	readonly perSecond: number;
	readonly medianMilliseconds: number;
	readonly cpuMedianMilliseconds: number;
	readonly p50Milliseconds: number;
	readonly p99Milliseconds: number;
}

async function measure({ server, crowd }: Side): Promise<Tick> {
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

function summarise(ticks: readonly Tick[]): Delivery {
	const latencies = ticks.flatMap((tick) => tick.latencies);
	const walls = ticks.map(({ wallMilliseconds }) => wallMilliseconds);
	const total = walls.reduce((sum, wall) => sum + wall, 0);
	return {
		perSecond: (latencies.length * 1000) / total,
		medianMilliseconds: quantile(walls, 0.5),
		cpuMedianMilliseconds: quantile(
			ticks.map(({ cpuMilliseconds }) => cpuMilliseconds),
			0.5,
		),
		p50Milliseconds: quantile(latencies, 0.5),
		p99Milliseconds: quantile(latencies, 0.99),
	};
}

/**
 * Sends ticks from each side in turns, so that a busy moment of the machine meets all alike. A tick is sent when
 * every reader has the one before.
 */
export async function inTurns(
	sides: readonly Side[],
	{ warmUp, rounds }: { readonly warmUp: number; readonly rounds: number },
): Promise<readonly Delivery[]> {
	const ticks = sides.map((): Tick[] => []);
	for (let round = 0; round < warmUp + rounds; round++) {
		for (let turn = 0; turn < sides.length; turn++) {
			const side = (turn + round) % sides.length;
			const tick = await measure(sides[side]!);
			if (round >= warmUp) ticks[side]!.push(tick);
		}
	}
	return ticks.map(summarise);
}
