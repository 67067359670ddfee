import type { FoldedTopicDeps } from "../../log/folded-topic.js";
import type { CommandAnswer, Encounters, GivenCommand } from "../encounters.js";
import type { RoomEntry } from "../engine/replay.js";
import type { GameState } from "../engine/state.js";
import type { ErasedRoom } from "./erase-user.js";

/** A room that this process has in memory, as the log has it. */
export interface HeldRoom {
	readonly roomId: string;
	readonly state: GameState;
}

/**
 * Hears of a room in memory: of each entry, whoever wrote it, in their order and once, with the state after it; and
 * without an entry where the room was brought into memory or back as a whole. It is called while the room is being
 * folded: it may not throw, and what it gives the room is taken after that.
 */
export type OnEntry = (roomId: string, entry: RoomEntry | undefined, state: GameState) => void;

export interface RoomsDeps extends FoldedTopicDeps {
	/** Unix seconds. */
	readonly now: () => number;
	readonly onEntry?: OnEntry;
}

/** A command with its time (unix seconds), where that is known; the room's own is never turned back. */
export type TimedCommand = GivenCommand & { readonly at?: number };

/** Rooms on the log: what is asked of them, and what keeps them going. */
export interface Rooms extends Pick<
	Encounters,
	"create" | "list" | "inWorld" | "viewerOf" | "look" | "command" | "follow"
> {
	/** A command as `command` takes it, of the room itself too (`by` is `system`). */
	readonly give: (roomId: string, given: TimedCommand) => Promise<CommandAnswer>;
	/** The same; undefined, and nothing is known of it, where the room is paused and did not have it before. */
	readonly giveUnlessPaused: (roomId: string, given: TimedCommand) => Promise<CommandAnswer | undefined>;
	/** Ids of all rooms that are listed, the newest last, in memory or not. */
	readonly ids: () => Promise<readonly string[]>;
	/** The newest state of a room, which is in memory from then on. Rejects like `look`. */
	readonly state: (roomId: string) => Promise<GameState>;
	readonly held: () => Promise<readonly HeldRoom[]>;
	/** Lets go of rooms that nobody has asked for in so many seconds and nobody follows, once they are put aside. */
	readonly releaseIdle: (seconds: number) => Promise<void>;
	/**
	 * Takes a user out of all rooms that are listed, and of others that are named: what they played leaves, what they said
	 * is gone, and where they were the DM it is over. The logs may be forgotten up to where it says, which is the caller's
	 * to do.
	 */
	readonly eraseUser: (userId: string, others: readonly string[]) => Promise<readonly ErasedRoom[]>;
	/** Follows that are under way. */
	readonly followers: () => number;
	/** Finishes what was handed over, ends all follows and watches the log no more; later commands are refused. */
	readonly close: () => Promise<void>;
}
