import { Refusal } from "../../http/refusal.js";
import type { FoldedTopic } from "../../log/folded-topic.js";
import type { GameState } from "../engine/state.js";
import type { Rooms } from "../rooms/rooms.js";
import type { Kept } from "./kept.js";
import type { KeepingEntry } from "./keeping-entries.js";
import { DM_LEFT } from "./may-wait.js";
import type { DroppedUser } from "./watch-presence.js";

const SYSTEM = { kind: "system" } as const;

/** Whether a room takes a user for somebody who is there, or not. */
export function isTakenFor({ participants }: GameState, userId: string, isConnected: boolean): boolean {
	return Object.values(participants).some((one) => one.userId === userId && one.isConnected === isConnected);
}

/**
 * Tells a room that a user is gone: it pauses where that was its DM. Then the others, who need not. Told by several, or
 * again by another after one was cut off, it is the same: the room refuses what it knows.
 */
export async function settleUser(
	rooms: Pick<Rooms, "give" | "state">,
	topic: FoldedTopic<Kept, KeepingEntry>,
	{ roomId, userId }: DroppedUser,
): Promise<void> {
	const state = await stateOf(rooms, roomId);
	if (state && isTakenFor(state, userId, true))
		await rooms.give(roomId, { by: SYSTEM, body: { type: "presence", userId, isConnected: false } });
	if (state?.dmId === userId && state.status === "active")
		await rooms.give(roomId, { by: SYSTEM, body: { type: "pause", reason: DM_LEFT } });
	await topic.write(({ rooms: known }) => ({
		entries:
			known.get(roomId)?.present.get(userId)?.size === 0
				? [{ type: "settled", data: { roomId, userId } }]
				: [],
		result: undefined,
	}));
}

/** Undefined where there is no such room. */
export async function stateOf(rooms: Pick<Rooms, "state">, roomId: string): Promise<GameState | undefined> {
	try {
		return await rooms.state(roomId);
	} catch (error) {
		if (error instanceof Refusal && error.code === "not_found") return undefined;
		throw error;
	}
}
