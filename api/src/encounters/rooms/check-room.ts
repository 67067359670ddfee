import type { Log } from "../../log/log.js";
import { hashState } from "../engine/hash.js";
import type { Rooms } from "./rooms.js";
import { readSteps } from "./read-steps.js";

/** Whether what is held of a room is what its log leads to. */
export interface RoomCheck {
	readonly isConsistent: boolean;
	/** Of the state that is held. */
	readonly hash: string;
}

/**
 * Refolds all that the log holds of a room, and compares with what is held and with every state that was kept in between.
 * Rejects with Refusal `not_found`.
 */
export async function checkRoom(
	log: Log,
	rooms: Pick<Rooms, "look" | "state">,
	roomId: string,
): Promise<RoomCheck> {
	for (;;) {
		const { cursor } = await rooms.look(roomId, { kind: "dm" });
		const after = { epoch: cursor.epoch, offset: 0 };
		const steps = await readSteps(log, { roomId, after, count: cursor.offset });
		const held = await rooms.state(roomId);
		const newest = steps.at(-1)?.after;
		// Something was done meanwhile.
		if (newest && newest.revision < held.revision) continue;
		const hash = hashState(held);
		const isUnbroken = steps.every(
			({ before }, index) => index === 0 || hashState(before) === hashState(steps[index - 1]!.after),
		);
		return { isConsistent: newest !== undefined && isUnbroken && hashState(newest) === hash, hash };
	}
}
