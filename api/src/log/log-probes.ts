import { Gauge, type Registry } from "prom-client";
import type { Probe } from "../http/probes.js";
import type { Log } from "./log.js";

export interface LogProbeOptions {
	/** Whether what the log held at the start has been read; absent where nothing of it is kept in memory. */
	readonly isRead?: () => boolean;
	/** Whether NATS is to tell of news. */
	readonly hasNats: boolean;
}

/**
 * Whether the log is there. One that is shared can be done without for a while once it was read: what is in
 * memory is still answered, and only writing waits. Where nothing is in memory nothing can be done without it.
 */
export function logProbes(log: Pick<Log, "shared" | "status">, options: LogProbeOptions): readonly Probe[] {
	const { isRead, hasNats } = options;
	const held: Probe = {
		name: "log",
		required: !log.shared || !isRead,
		check: () => {
			const { engine, ready, detail } = log.status();
			return { ready, detail: detail === undefined ? engine : `${engine}: ${detail}` };
		},
	};
	if (!log.shared) return [held];
	const read: Probe[] = isRead
		? [{ name: "worlds", required: true, check: () => ({ ready: isRead() }) }]
		: [];
	const fanOut: Probe = {
		name: "nats",
		required: false,
		check: () => ({ ready: log.status().fanOut === "nats" }),
	};
	return [held, ...read, ...(hasNats ? [fanOut] : [])];
}

/** Shows in `registry` whether the log is there, and how those who share it learn of news. */
export function measureLog(log: Pick<Log, "status">, registry: Registry): void {
	const gauge = (name: string, help: string, value: () => boolean | undefined): void => {
		new Gauge({
			name,
			help,
			registers: [registry],
			collect() {
				this.set(value() === true ? 1 : 0);
			},
		});
	};
	gauge("earshot_log_ready", "Whether the log can be written to.", () => log.status().ready);
	gauge(
		"earshot_log_fan_out_nats",
		"Whether NATS tells of news in the log; else whoever shares it asks for them.",
		() => log.status().fanOut === "nats",
	);
}
