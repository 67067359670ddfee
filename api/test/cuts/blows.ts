import type { NatsServer } from "../../src/testing/nats-server.js";
import type { RedisServer } from "../../src/testing/redis-server.js";
import type { Fleet } from "./fleet.js";

/** What fate strikes at. */
export interface Struck {
	readonly fleet: Fleet;
	readonly redis: RedisServer;
	readonly nats: NatsServer;
	readonly random: () => number;
}

/** Something bad that happens, and is over when it resolves. */
export type Blow = (struck: Struck) => Promise<void>;

/** Longest time away: longer than the patience of the log's calls now and then. */
const AWAY_MILLISECONDS = 1200;
const FROZEN_MILLISECONDS = 2500;

function wait(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** By name; the first three are kills. */
export const BLOWS = {
	async killInstance({ fleet, random }) {
		const index = Math.floor(random() * fleet.instances.length);
		await fleet.instances[index]!.kill();
		await wait(random() * AWAY_MILLISECONDS);
		await fleet.instances[index]!.start();
	},
	async killRedis({ redis, random }) {
		await redis.kill();
		await wait(random() * AWAY_MILLISECONDS);
		await redis.start();
	},
	async killNats({ nats, random }) {
		await nats.kill();
		await wait(random() * AWAY_MILLISECONDS);
		await nats.start();
	},
	async freezeRedis({ redis, random }) {
		redis.freeze();
		await wait(random() * FROZEN_MILLISECONDS);
		redis.thaw();
	},
	async freezeNats({ nats, random }) {
		nats.freeze();
		await wait(random() * FROZEN_MILLISECONDS);
		nats.thaw();
	},
	async emptyRedis({ redis }) {
		await redis.flush();
	},
} as const satisfies Readonly<Record<string, Blow>>;

export type BlowName = keyof typeof BLOWS;
