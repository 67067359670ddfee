import type {
	ItemWire,
	PlayerViewWire,
	QuestUpdateWire,
	SharedWorldWire,
	WorldUpdateWire,
} from "../../../game/src/shared/wire/index.js";
import type { Place } from "./place.js";

/** One update as it was told, and what only the state before it knew. */
export interface ToldUpdate {
	/** The place after it: no two updates share one. */
	readonly cursor: string;
	readonly update: WorldUpdateWire | QuestUpdateWire;
	/** Items that it removed from somewhere, as they were known. */
	readonly removed: readonly ItemWire[];
}

/** What the narrator says of one message or action. */
export interface Narration {
	/** Of the chat message or action that it tells of. */
	readonly messageId: string;
	readonly text: string;
	/** No more of it will come. */
	readonly isDone: boolean;
	/** How many pieces there are so far. */
	readonly pieces: number;
	/** Some of them could not be had. */
	readonly hasGaps: boolean;
	/** Unix seconds of its first piece. */
	readonly timestamp: number;
}

/** What one player knows of an experience. Never changed: each message makes a new one that shares what stayed. */
export interface ExperienceState {
	/** Who the server says this is; undefined until it does. */
	readonly userId: string | undefined;
	readonly view: PlayerViewWire | undefined;
	readonly world: SharedWorldWire | undefined;
	/** The latest ones, oldest first. */
	readonly updates: readonly ToldUpdate[];
	/** The latest ones, oldest first. */
	readonly narrations: readonly Narration[];
}

/** The state, and where in both topics it stands. */
export interface Held extends ExperienceState {
	readonly place: Place;
}

export const NOTHING_HELD: Held = {
	userId: undefined,
	view: undefined,
	world: undefined,
	updates: [],
	narrations: [],
	place: {},
};
