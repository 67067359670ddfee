import { keepNewest } from "../../log/keep-newest.js";

/** Actions of one player that are under way between the two topics: a second's worth at the rate that is taken, and more. */
const MAX_KEPT = 64;

/** Of what was told without it. */
const NOT_WHOLE = -1;

/**
 * What a player's own actions change of the shared world stands in two topics, which are read side by side: in the
 * user's, with all else that the action changed, and in the shared one, between what others changed. It is told with
 * the first where the second is at that very place. Where it is not, a client that was told so would have a thing
 * lying about that somebody else has long taken: then it is told from the shared topic, in the order in which it
 * happened, and the user's own entry without it.
 */
export class OwnChanges {
	/** Met in the user's topic and not yet in the shared one: what others had changed by then, if it was told whole. */
	private readonly ahead = new Map<string, number>();
	/** Told from the shared topic, and not yet met in the user's. */
	private readonly behind = new Map<string, true>();
	/** How much of others has been told. */
	private others = 0;
	/** Whether the shared topic has been told up to its end. */
	private isLive = false;

	/** An entry of the user's topic is to be told: whether with what it changed of the shared world. */
	isWhole(key: string): boolean {
		if (this.behind.delete(key)) return false;
		keepNewest(this.ahead, [key, this.isLive ? this.others : NOT_WHOLE], MAX_KEPT);
		return this.isLive;
	}

	/** An entry of the shared topic is the player's own: whether it is to be told, or has been. */
	isLeft(key: string): boolean {
		const told = this.ahead.get(key);
		if (told === undefined) keepNewest(this.behind, [key, true], MAX_KEPT);
		this.ahead.delete(key);
		return told !== this.others;
	}

	/** Something that others changed is told. */
	othersChanged(): void {
		this.others += 1;
	}

	/** The shared topic has been told up to its end. */
	caughtUp(): void {
		this.isLive = true;
	}
}
