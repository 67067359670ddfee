import { ConfigError } from "./config/config.js";
import { type RunningProcess, type ServiceOptions, createService } from "./service.js";
import { createSession } from "./session.js";
import { createWorker } from "./worker.js";

/**
 * What this process is by its role: a worker, a session, or the backend. Rejects with LogError where the log cannot be
 * opened, and with ConfigError where a role lacks what it works with, or experiences or topics are wrong.
 */
export async function createProcess(options: ServiceOptions): Promise<RunningProcess> {
	const { config } = options;
	switch (config.role) {
		case "all":
		case "api":
			return createService(options);
		case "session": {
			const { apiUrl } = config;
			if (apiUrl === undefined) throw lacks("a session needs the address of whom to ask");
			return createSession({ ...options, apiUrl });
		}
		case "worker": {
			const { queue } = config;
			if (queue.engine !== "redis") throw lacks("a worker needs a queue on Redis");
			return createWorker({ ...options, url: queue.url });
		}
	}
}

function lacks(problem: string): ConfigError {
	return new ConfigError([{ variables: ["ROLE"], problem }]);
}
