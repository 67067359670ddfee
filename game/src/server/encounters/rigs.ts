import type { Spot } from "../npcs/wander";
import { within } from "../npcs/wander";

/** Where the room has somebody, and where their body stands. */
export interface RigSight {
	readonly id: string;
	readonly isPlayer: boolean;
	/** The middle of their cell. */
	readonly goal: Spot;
	/** Undefined where they have no body now. */
	readonly at: Spot | undefined;
}

/** Studs from the middle of its cell at which a body has got there: a walk ends as near as this. */
const THERE_STUDS = 2.5;
/** Seconds after which an NPC that has not got there is sent again: what stood in its way may have gone. */
const RETRY_SECONDS = 4;

interface Sent {
	readonly goal: Spot;
	readonly at: number;
}

/** Sends bodies to where the room has them. */
export class Rigs {
	private readonly sent = new Map<string, Sent>();

	/**
	 * Whose body sets out now. An NPC goes until it is there; a player's character is sent once for each cell, for
	 * between their turns players walk where they like.
	 */
	step(sights: readonly RigSight[], now: number): readonly RigSight[] {
		return sights.filter((sight) => {
			const { id, isPlayer, goal, at } = sight;
			if (at === undefined) {
				// A body that comes back is sent anew.
				this.sent.delete(id);
				return false;
			}
			const sent = this.sent.get(id);
			const isNew = sent === undefined || sent.goal.x !== goal.x || sent.goal.z !== goal.z;
			if (!isNew && (isPlayer || now < sent.at + RETRY_SECONDS)) return false;
			this.sent.set(id, { goal, at: now });
			return !within(goal, THERE_STUDS, at);
		});
	}
}
