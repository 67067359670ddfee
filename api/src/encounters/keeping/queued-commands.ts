import { Refusal } from "../../http/refusal.js";
import type { FoldedTopic } from "../../log/folded-topic.js";
import type { GivenCommand } from "../encounters.js";
import type { GameState } from "../engine/state.js";
import type { Rooms } from "../rooms/rooms.js";
import { mayWait, waitsForDm } from "./may-wait.js";
import { MOST_QUEUED, MOST_QUEUED_EACH } from "./keeping-limits.js";
import type { Kept } from "./kept.js";
import type { KeepingEntry, QueuedCommand } from "./keeping-entries.js";

/** Rejects with Refusal where a command may not wait in a room that is like this. */
export function checkMayWait(state: GameState, { by, body }: GivenCommand): void {
	if (!waitsForDm(state)) throw new Refusal("conflict", "The encounter does not wait for its DM.");
	if (!mayWait(body)) throw new Refusal("invalid", "Only what one does with a turn can wait.");
	const isPlayer =
		by.kind === "player" && Object.values(state.participants).some(({ userId }) => userId === by.userId);
	if (!isPlayer) throw new Refusal("forbidden", "Only those who play here have anything to wait with.");
}

/** Plans to keep a command until the DM is back; once under its id. Throws Refusal where too many wait. */
export function planQueued({ rooms }: Kept, roomId: string, command: QueuedCommand): readonly KeepingEntry[] {
	const queued = rooms.get(roomId)?.queued ?? [];
	if (queued.some(({ id }) => id === command.id)) return [];
	const own = queued.filter(({ by }) => isSame(by, command.by));
	if (queued.length >= MOST_QUEUED || own.length >= MOST_QUEUED_EACH)
		throw new Refusal("too_many_requests", "As much waits for the DM as may.");
	return [{ type: "queued", data: { roomId, command } }];
}

function isSame(one: GivenCommand["by"], other: GivenCommand["by"]): boolean {
	return "userId" in one && "userId" in other && one.userId === other.userId;
}

export interface RunQueuedDeps {
	readonly rooms: Pick<Rooms, "giveUnlessPaused">;
	readonly topic: FoldedTopic<Kept, KeepingEntry>;
}

/**
 * Gives what waited in a room, in its order, for as long as the room is not paused. Several processes may, and any may be
 * cut off: each command is done once, under its id, and none before the one that came before it.
 */
export async function runQueued({ rooms, topic }: RunQueuedDeps, roomId: string): Promise<void> {
	for (;;) {
		const command = topic.state.rooms.get(roomId)?.queued[0];
		if (!command || !(await rooms.giveUnlessPaused(roomId, command))) return;
		const { id } = command;
		await topic.write(({ rooms: known }) => ({
			entries: known.get(roomId)?.queued.some((one) => one.id === id)
				? [{ type: "taken", data: { roomId, id } }]
				: [],
			result: undefined,
		}));
	}
}
