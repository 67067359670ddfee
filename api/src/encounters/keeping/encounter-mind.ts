import type { TurnAction } from "../engine/commands.js";
import type { Participant } from "../engine/state.js";
import type { GameView } from "../engine/view.js";

/**
 * Plays an entity as a player would: it is shown what the entity may know, and says what it does, an `end` at last. It is
 * asked again where it did not end its turn or something was refused. Beyond the time of a turn the signal is aborted,
 * and nobody waits for its answer any more.
 */
export type EncounterMind = (
	view: GameView,
	entityId: string,
	signal: AbortSignal,
) => readonly TurnAction[] | Promise<readonly TurnAction[]>;

/** Whether a mind plays an entity: NPCs who are nobody's. Monsters are the DM's. */
export function hasMind({ entityType, userId, life }: Participant): boolean {
	return entityType === "npc" && userId === undefined && life !== "defeated";
}
