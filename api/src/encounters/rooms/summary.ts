import type { PlacedRoom, RoomSummary } from "../encounters.js";
import { project } from "../engine/project.js";
import { everyone, type GameState, type Status } from "../engine/state.js";
import { type GameView, HIDDEN_SEAT } from "../engine/view.js";

/** A room in the list of all: what anybody may know who watches it. */
export function summaryOf(roomId: string, state: GameState): Omit<RoomSummary, "liveStatus"> {
	const view = project(state, { kind: "watcher" });
	const seen = Object.values(view.participants);
	const connected = seen.flatMap(({ userId, isConnected }) =>
		userId !== undefined && isConnected ? [userId] : [],
	);
	const turnOf = turnName(view);
	return {
		roomId,
		title: view.settings.title,
		status: view.status,
		dmId: view.dmId,
		roundNumber: view.roundNumber,
		...(turnOf !== undefined && { turnOf }),
		participants: seen.length,
		connected: [...new Set(connected)].sort(),
		lastActivity: state.timestamp,
	};
}

/** Where a room goes on in a world, and with whom; undefined of one that is over, or was opened in none. */
export function placedOf(roomId: string, state: GameState): PlacedRoom | undefined {
	const { place, status, dmId } = state;
	if (!place || status === "completed") return undefined;
	const userIds = everyone(state).flatMap(({ userId }) => (userId === undefined ? [] : [userId]));
	return { roomId, dmId, userIds: [...new Set(userIds)].sort(), place };
}

export function liveStatus(status: Status, isHeld: boolean): RoomSummary["liveStatus"] {
	switch (status) {
		case "waiting":
			return isHeld ? "live" : "idle";
		case "active":
			return "live";
		case "paused":
		case "completed":
			return status;
	}
}

/** Names of those in the seat that has the turn; of those who can be seen. */
function turnName({ turn, initiativeOrder, participants }: GameView): string | undefined {
	if (!turn || turn.seatId === HIDDEN_SEAT) return turn?.seatId;
	const seat = initiativeOrder.find(({ seatId }) => seatId === turn.seatId);
	const names = seat?.entityIds.map((id) => participants[id]!.name) ?? [];
	return names.length > 0 ? names.join(", ") : undefined;
}
