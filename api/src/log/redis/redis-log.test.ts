import { describeLogContract, type LogUnderTest } from "../log-contract.js";
import { describeRetentionContract } from "../retention-contract.js";
import { describeOnNats } from "../../testing/nats-server.js";
import { describeOnRedis } from "../../testing/redis-server.js";
import { openRedisLogWith } from "./testing/open-redis-log-with.js";

describeOnRedis("log on Redis", (redis) => {
	function engine(natsUrl: () => string | undefined): LogUnderTest {
		const open: LogUnderTest["open"] = (options) => {
			return openRedisLogWith(natsUrl(), { ...options, url: redis().url });
		};
		return {
			open: async (options) => {
				await redis().flush();
				return open(options);
			},
			reopen: async (log, options) => {
				await log.close();
				return open(options);
			},
		};
	}

	const alone = engine(() => undefined);
	describeLogContract("Redis", alone);
	describeRetentionContract("Redis", alone);

	describeOnNats("with NATS", (nats) => {
		const fannedOut = engine(() => nats().url);
		describeLogContract("Redis and NATS", fannedOut);
		describeRetentionContract("Redis and NATS", fannedOut);
	});
});
