import { join } from "node:path";
import type { Config } from "../config/config.js";
import { MAX_HELD_BYTES, MAX_HELD_TICKS } from "./history-limits.js";
import { openLmdbSnapshots } from "./lmdb-snapshots.js";
import { createMemorySnapshots } from "./memory-snapshots.js";
import { createRedisSnapshots } from "./redis-snapshots.js";
import type { SnapshotStore } from "./snapshot-store.js";

/**
 * The stores that the settings name: the embedded one, which lasts as long as the log's engine does, and Redis
 * beside it where there is one. Throws LogError where the embedded one cannot be opened.
 */
export function openSnapshots(
	config: Pick<Config, "logEngine" | "dataDir" | "redisUrl" | "snapshotTtlSeconds">,
	now: () => number,
): readonly SnapshotStore[] {
	const ttlSeconds = config.snapshotTtlSeconds;
	const bounds = { ttlSeconds, maxTicks: MAX_HELD_TICKS, maxBytes: MAX_HELD_BYTES, now };
	const embedded =
		config.logEngine === "memory"
			? createMemorySnapshots(bounds)
			: openLmdbSnapshots({ directory: join(config.dataDir, "snapshots"), ...bounds });
	if (config.redisUrl === undefined) return [embedded];
	return [embedded, createRedisSnapshots({ url: config.redisUrl, ttlSeconds, now })];
}
