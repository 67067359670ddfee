import { describeOnServer } from "./describe-on-server.js";
import { redisKind, type RedisServer, type RedisServerOptions } from "./redis-process.js";

export type { RedisServer, RedisServerOptions };

/** A suite on a real Redis, skipped by name where there is none. */
export function describeOnRedis(
	name: string,
	suite: (redis: () => RedisServer) => void,
	options: RedisServerOptions = {},
): void {
	describeOnServer(redisKind(options), name, suite);
}
