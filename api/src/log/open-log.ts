import { join } from "node:path";
import type { Config } from "../config/config.js";
import { openLmdbLog } from "./lmdb-log.js";
import type { Log } from "./log.js";
import { createMemoryLog } from "./memory-log.js";
import { openRedisLog } from "./redis/redis-log.js";

export type LogConfig = Pick<Config, "logEngine" | "dataDir" | "retention" | "redisUrl" | "natsUrl">;

/** The log that the settings name. Rejects with LogError where it cannot be opened; one on Redis comes up without it. */
export async function openLog({ logEngine, dataDir, retention, redisUrl, natsUrl }: LogConfig): Promise<Log> {
	if (logEngine === "memory") return createMemoryLog({ retention });
	if (logEngine === "redis" && redisUrl !== undefined) {
		return openRedisLog({ url: redisUrl, retention, ...(natsUrl !== undefined && { natsUrl }) });
	}
	return openLmdbLog({ directory: join(dataDir, "log"), retention });
}
