import type { RoomEntry } from "../engine/replay.js";
import type { GameEvent } from "../engine/events.js";

/**
 * Whether the state after an entry is put aside in the database: at the end of a round, and where a player or the DM
 * drops, an entity is defeated, or the encounter pauses or is over.
 */
export function isTurningPoint({ data: { events } }: RoomEntry): boolean {
	return events.some(isTurning);
}

function isTurning(event: GameEvent, index: number, events: readonly GameEvent[]): boolean {
	const { type } = event;
	if (type === "ACTED") return event.deed.kind === "defeated";
	if (type === "STATE_DELTA")
		return event.delta.type === "participant" && event.delta.changes.isConnected === false;
	if (type !== "TURN_STARTED") return type === "INTERACTION_PAUSED" || type === "INTERACTION_COMPLETED";
	const before = events.slice(0, index);
	return before.some((ended) => "roundNumber" in ended && ended.roundNumber < event.roundNumber);
}
