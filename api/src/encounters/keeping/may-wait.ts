import type { RoomCommand } from "../encounters.js";
import type { GameState } from "../engine/state.js";

/** Why a room pauses by itself when its DM drops; as long as it stands, what players mean to do may wait. */
export const DM_LEFT = "The DM is not there.";

/** What players do with their turns; talk needs no waiting. */
const MAY_WAIT: ReadonlySet<RoomCommand["type"]> = new Set(["act", "react", "delay", "reenter"]);

/** Whether a room waits for its DM: as much is in a state as in a view. */
export function waitsForDm({ status, pauseReason }: Pick<GameState, "status" | "pauseReason">): boolean {
	return status === "paused" && pauseReason === DM_LEFT;
}

/** Whether a command is one that players may leave while their room waits for its DM. */
export function mayWait({ type }: RoomCommand): boolean {
	return MAY_WAIT.has(type);
}
