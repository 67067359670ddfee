import type { Database } from "../../db/database.js";
import { chatroomUsers, userRewards } from "../../db/schema.js";
import { shardOf } from "../runs/shard.js";
import type { Slot, Slots } from "../schedule/slots.js";
import { rewardOf } from "../society/society-rows.js";
import { demoSociety } from "./demo-society.js";

/** Coins of a demo user: for some attempts at winning a runaway back. */
const COINS = 200;

/** Earlier conversations that a demo user begins with. */
const EARLIER_RUNS = 2;

const DAY_SECONDS = 86_400;

export interface SeedDemoDeps {
	readonly database: Pick<Database, "transaction">;
	readonly slots: Slots;
	/** Begins the run of a slot, or finds it. */
	readonly begin: (slot: Slot) => Promise<unknown>;
	/** Unix seconds. */
	readonly now: () => number;
}

/**
 * Gives users a society where they have none, and begins the last two runs, which are their first conversations once they
 * are done. Done again it changes nothing of who has one, and begins nothing twice. Gives how many users are new.
 */
export async function seedDemo(deps: SeedDemoDeps, userIds: readonly string[]): Promise<number> {
	const { database, begin } = deps;
	const earlier = earlierSlots(deps);
	const joinedAt = earlier[0]!.slot - 1;
	const added = await database.transaction(async (sql) => {
		const users = await sql
			.insert(chatroomUsers)
			.values(userIds.map((userId) => ({ userId, shard: shardOf(userId), joinedAt, coins: COINS })))
			.onConflictDoNothing()
			.returning({ userId: chatroomUsers.userId });
		const rewards = users.flatMap(({ userId }) =>
			demoSociety(userId).map((chatling) => rewardOf(userId, chatling)),
		);
		if (rewards.length > 0) await sql.insert(userRewards).values(rewards);
		return users.length;
	});
	for (const slot of earlier) await begin(slot);
	return added;
}

/** The last slots that were planned, or those of this time of the last days where none is; the first first. */
function earlierSlots({ slots, now }: Pick<SeedDemoDeps, "slots" | "now">): readonly Slot[] {
	const planned = slots.lastPlanned(now(), EARLIER_RUNS);
	if (planned.length > 0) return [...planned].reverse();
	return Array.from({ length: EARLIER_RUNS }, (_, index) =>
		slots.of(now() - (EARLIER_RUNS - 1 - index) * DAY_SECONDS),
	);
}
