import type { RoomSummary } from "../encounters.js";
import { project } from "../engine/project.js";
import type { GameState, Status } from "../engine/state.js";
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
