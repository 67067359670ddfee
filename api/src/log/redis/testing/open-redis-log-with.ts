import { openNatsLink } from "../../../nats/nats-link.js";
import type { Log } from "../../log.js";
import { openRedisLog, type RedisLogOptions } from "../redis-log.js";

/** A log on Redis with a connection to NATS of its own, which ends with it, where there is an address. */
export async function openRedisLogWith(natsUrl: string | undefined, options: RedisLogOptions): Promise<Log> {
	if (natsUrl === undefined) return openRedisLog(options);
	const nats = openNatsLink({ url: natsUrl, report: () => undefined });
	const log = await openRedisLog({ ...options, nats });
	return {
		...log,
		close: async () => {
			await log.close();
			await nats.close();
		},
	};
}
