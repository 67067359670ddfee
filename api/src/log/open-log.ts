import { join } from "node:path";
import type { Config } from "../config/config.js";
import { openLmdbLog } from "./lmdb-log.js";
import type { NatsLink } from "../nats/nats-link.js";
import type { Log } from "./log.js";
import { createMemoryLog } from "./memory-log.js";
import { openRedisLog } from "./redis/redis-log.js";

export type LogConfig = Pick<Config, "logEngine" | "dataDir" | "retention" | "redisUrl">;

/**
 * The log that the settings name; one on Redis learns of others' appends by `nats`, where there is one. Rejects with
 * LogError where it cannot be opened; one on Redis comes up without it.
 */
export async function openLog(config: LogConfig, nats?: NatsLink): Promise<Log> {
	const { logEngine, dataDir, retention, redisUrl } = config;
	if (logEngine === "memory") return createMemoryLog({ retention });
	if (logEngine === "redis" && redisUrl !== undefined) {
		return openRedisLog({ url: redisUrl, retention, ...(nats && { nats }) });
	}
	return openLmdbLog({ directory: join(dataDir, "log"), retention });
}
