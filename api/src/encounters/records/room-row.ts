import type { interactions } from "../../db/schema.js";
import { everyone, type GameState } from "../engine/state.js";
import { roomTopic } from "../rooms/room-fold.js";
import { liveStatus } from "../rooms/summary.js";
import { storable } from "./rows-of-entry.js";

export interface RowOptions {
	/** Whether a process has the room in memory. */
	readonly isHeld: boolean;
	/** Whether the state is put aside. */
	readonly isSnapshot: boolean;
}

/** How a room stands, as its row has it. */
export function roomRow(roomId: string, state: GameState, { isHeld, isSnapshot }: RowOptions) {
	const { settings, status, roundNumber, turn, timestamp } = state;
	const there = everyone(state).flatMap(({ userId, isConnected }) =>
		isConnected && userId !== undefined ? [userId] : [],
	);
	return {
		title: storable(settings.title),
		dmId: storable(state.dmId),
		status,
		roundNumber,
		liveStatus: liveStatus(status, isHeld),
		liveRoomId: roomTopic(roomId),
		connectedParticipants: [...new Set(there)].sort(),
		lastActivity: timestamp,
		currentTurnTimeout: turn?.endsAt ?? null,
		turnTimeLimit: settings.turnSeconds,
		chatEnabled: settings.chatEnabled,
		allowPrivateChat: settings.allowPrivateChat,
		...(isSnapshot && { lastStateSnapshot: state, snapshotTimestamp: timestamp }),
	} satisfies Partial<typeof interactions.$inferInsert>;
}
