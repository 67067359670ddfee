import { hashOf } from "../../wording/random.js";

/** Parts that users are cut into, each done by one worker at a time: enough for many of them, few enough to look over. */
export const SHARDS = 64;

/** The shard that a user is in, for good: from 0 to `SHARDS` - 1, by FNV-1a of the id. */
export function shardOf(userId: string): number {
	return (hashOf(userId) >>> 0) % SHARDS;
}
