import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import type { RequestHandler } from "express";
import { Gauge, Histogram, Registry } from "prom-client";
import { EVENT_LOOP_RESOLUTION_MS, REQUEST_SECONDS_BUCKETS } from "../config/limits.js";
import { routeLabel } from "./route-label.js";

/** The metrics of one app, in a registry of its own. Features add theirs to it (`registers: [registry]`). */
export interface Metrics {
	readonly registry: Registry;
	/** Measures every request, by method, route template and status. */
	readonly middleware: RequestHandler;
	/** Ends the sampling of the event loop. */
	readonly stop: () => void;
}

const NANOSECONDS = 1e9;

/** Starts measuring. The process's own metrics bear the names that prom-client gives them, as dashboards know those. */
export function createMetrics(): Metrics {
	const registry = new Registry();
	const stop = measureProcess(registry);
	const duration = new Histogram({
		name: "http_request_duration_seconds",
		help: "From the first byte of a request to the end of its answer.",
		labelNames: ["method", "route", "status"] as const,
		buckets: [...REQUEST_SECONDS_BUCKETS],
		registers: [registry],
	});
	const middleware: RequestHandler = (req, res, next) => {
		const started = performance.now();
		res.once("close", () => {
			duration.observe(
				{ method: req.method, route: routeLabel(req), status: String(res.statusCode) },
				(performance.now() - started) / 1000,
			);
		});
		next();
	};
	return { registry, middleware, stop };
}

/**
 * Memory, processor time and the delay of the event loop. prom-client's own collector cannot be stopped, and
 * leaves a sampler and an observer behind with each app.
 */
function measureProcess(registry: Registry): () => void {
	const delay = monitorEventLoopDelay({ resolution: EVENT_LOOP_RESOLUTION_MS });
	delay.enable();
	const gauge = (name: string, help: string, read: () => number): void => {
		// Registers itself, and is read when somebody looks.
		new Gauge({
			name,
			help,
			registers: [registry],
			collect() {
				this.set(read());
			},
		});
	};
	gauge("nodejs_heap_size_used_bytes", "Heap in use.", () => process.memoryUsage().heapUsed);
	gauge("nodejs_heap_size_total_bytes", "Heap taken from the system.", () => process.memoryUsage().heapTotal);
	gauge("nodejs_external_memory_bytes", "Memory outside the heap.", () => process.memoryUsage().external);
	gauge("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss());
	gauge("process_cpu_seconds_total", "Processor time used.", () => {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1e6;
	});
	gauge("process_start_time_seconds", "Unix seconds at which the process started.", () =>
		Math.floor(performance.timeOrigin / 1000),
	);
	gauge(
		"nodejs_eventloop_lag_p50_seconds",
		"Median delay of the event loop since the last look.",
		() => delay.percentile(50) / NANOSECONDS,
	);
	gauge(
		"nodejs_eventloop_lag_p99_seconds",
		"99th percentile of the same.",
		() => delay.percentile(99) / NANOSECONDS,
	);
	gauge("nodejs_eventloop_lag_max_seconds", "Longest delay of the same.", () => {
		const longest = delay.max / NANOSECONDS;
		// The last of the three to be read: the next look starts afresh.
		delay.reset();
		return longest;
	});
	return () => void delay.disable();
}
