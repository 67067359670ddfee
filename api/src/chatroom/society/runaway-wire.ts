import type { runawayChatlings } from "../../db/chatroom-schema.js";
import type { RunawayWire } from "../chatroom-wire.js";
import { RECOVERY, RECOVERY_COST } from "../core/rates.js";

export type RunawayRow = typeof runawayChatlings.$inferSelect;

/** A runaway as its user is shown it. */
export function runawayWire(row: RunawayRow): RunawayWire {
	const { creatureId, chatling, recoveryDifficulty: difficulty, attempts, ranAt } = row;
	return {
		creature_id: creatureId,
		name: chatling.name,
		personality: chatling.personality,
		difficulty,
		chance: RECOVERY[difficulty],
		cost: RECOVERY_COST[difficulty],
		attempts,
		ran_at: ranAt,
	};
}
