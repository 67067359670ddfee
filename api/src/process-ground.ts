import type { Logger } from "pino";
import type { Bus } from "./bus/bus.js";
import { measureBus } from "./bus/measure-bus.js";
import { openBus } from "./bus/open-bus.js";
import type { Config } from "./config/config.js";
import { type RunningDoors, createDoors } from "./doors/create-doors.js";
import { measureDoors } from "./doors/door-metrics.js";
import { type Access, createAccess } from "./http/access.js";
import type { DrainStep } from "./http/drain.js";
import { type Metrics, createMetrics } from "./http/metrics.js";
import type { Log } from "./log/log.js";
import { measureLog } from "./log/log-probes.js";
import { openLog } from "./log/open-log.js";
import type { NatsLink } from "./nats/nats-link.js";
import { openNats } from "./nats/open-nats.js";

export interface GroundOptions {
	readonly config: Config;
	readonly logger: Logger;
}

/** What every process has, whatever its role. */
export interface Base {
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	readonly access: Access;
	readonly metrics: Metrics;
}

/** What every process stands on that has to do with the log. */
export interface Ground extends Base {
	/** The one connection to NATS, where the settings name one. */
	readonly nats: NatsLink | undefined;
	readonly log: Log;
	readonly openBus: () => Bus;
	readonly openDoors: () => RunningDoors;
	/** At shutdown, after whatever used it; the metrics are stopped with it. */
	readonly onClosed: readonly DrainStep[];
}

export function createBase({ config, logger }: GroundOptions): Base {
	return {
		now: () => Date.now() / 1000,
		report: (message, details) => logger.warn(details, message),
		access: createAccess(config, logger),
		metrics: createMetrics(),
	};
}

/** Opens the log and what goes with it, all measured. Rejects with LogError where the log cannot be opened. */
export async function openGround(options: GroundOptions, base = createBase(options)): Promise<Ground> {
	const { config, logger } = options;
	const { now, report, metrics } = base;
	const { registry } = metrics;
	const nats = openNats(config, report);
	const log = await openLog(config, nats);
	measureLog(log, registry);
	const buses: Bus[] = [];
	return {
		...base,
		nats,
		log,
		openBus: () => {
			const bus = openBus(nats, report);
			buses.push(bus);
			measureBus(bus, registry);
			return bus;
		},
		openDoors: () => {
			const doors = createDoors({
				log,
				now,
				onFailure: (error, topic) =>
					logger.error({ err: error, topic }, "a reader could not be served further"),
			});
			measureDoors(doors, registry);
			return doors;
		},
		onClosed: [
			() => log.close(),
			async () => {
				for (const bus of buses) await bus.close();
				await nats?.close();
			},
			() => {
				metrics.stop();
				return Promise.resolve();
			},
		],
	};
}
