import type { Config } from "../../config/config.js";
import { redisRunCalls, type RedisRunCallsOptions } from "./redis-run-calls.js";
import { callNobody, type OpenRunCalls } from "./run-calls.js";

/** How others are called to runs: over Redis, where they share it and the database with this process. */
export function openRunCalls(
	{ queue, databaseUrl }: Pick<Config, "queue" | "databaseUrl">,
	options: Omit<RedisRunCallsOptions, "url">,
): OpenRunCalls {
	if (queue.engine === "memory" || databaseUrl === undefined) return callNobody;
	return redisRunCalls({ url: queue.url, ...options });
}
