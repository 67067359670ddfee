import { ConfigError } from "./config/config.js";
import { type RunningProcess, type ServiceOptions, createService } from "./service.js";
import { createWorker } from "./worker.js";

/**
 * What this process is by its role: a worker, or the backend. Rejects with LogError where the log cannot be
 * opened, and with ConfigError where a worker lacks what it works with.
 */
export async function createProcess(options: ServiceOptions): Promise<RunningProcess> {
	const { config } = options;
	if (config.role !== "worker") return createService(options);
	if (config.queue.engine !== "redis") {
		throw new ConfigError([{ variables: ["ROLE"], problem: "a worker needs a queue on Redis" }]);
	}
	return createWorker({ ...options, url: config.queue.url });
}
