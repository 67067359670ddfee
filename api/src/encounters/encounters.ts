import type { Cursor } from "../log/cursor.js";
import type { Actor, CommandBody, CommandOf } from "./engine/commands.js";
import type { Result, RoomPlace, Status } from "./engine/state.js";
import type { GameView, ViewEvent, Viewer } from "./engine/view.js";

/** Whose interaction it is in the list of all, and where it stands. What is hidden from a viewer is left out. */
export interface RoomSummary {
	readonly roomId: string;
	readonly title: string;
	/** `idle` of a room that waits and is in nobody's memory. */
	readonly liveStatus: "idle" | "live" | "paused" | "completed";
	readonly status: Status;
	readonly dmId: string;
	readonly roundNumber: number;
	/** Whose turn it is: names of those who can be seen; `?` of a hidden seat; absent where it is nobody's. */
	readonly turnOf?: string;
	/** Entities that players see. */
	readonly participants: number;
	/** User ids of those who are connected. */
	readonly connected: readonly string[];
	/** Unix seconds. */
	readonly lastActivity: number;
}

/** A room that was opened in a world and is not over, and whose users are in it, hidden or not. */
export interface PlacedRoom {
	readonly roomId: string;
	readonly dmId: string;
	/** Of those who play somebody. */
	readonly userIds: readonly string[];
	readonly place: RoomPlace;
}

/** What a command came to. */
export interface CommandAnswer {
	readonly result: Result;
	/** Whether the command had been given before under its id; then `result` is what it came to then. */
	readonly isRepeated: boolean;
	/** Place in the room's log from which on everything is news that this answer does not know of. */
	readonly cursor: Cursor;
}

/**
 * What a room is asked to do. `undo` names an entry alone, by its offset in the room's log, as in the cursor of what was
 * told of it: the room finds the state after it. It is refused as `invalid` where that is not held any more.
 */
export type RoomCommand =
	| Exclude<CommandBody, CommandOf<"create" | "erase" | "undo">>
	| { readonly type: "undo"; readonly to: number };

export interface GivenCommand {
	/** Done once under one id, and answered the same. */
	readonly id?: string;
	readonly by: Actor;
	readonly body: RoomCommand;
}

/**
 * What follows a cursor of a room, for one viewer: all that one entry of its log tells them. Entries that tell them
 * nothing are passed over, but for their own.
 */
export interface RoomNews {
	readonly cursor: Cursor;
	/** None of a command that was refused. */
	readonly events: readonly ViewEvent[];
	/** Of the viewer's own command, so that a page knows what it has foreseen. */
	readonly commandId?: string;
}

/** What somebody reads of a room's news. */
export interface Following {
	readonly after: Cursor;
	readonly signal: AbortSignal;
	/** The user who reads and as what they see the room; once that is something else they are told nothing more. */
	readonly seat?: { readonly userId: string; readonly viewer: Viewer };
}

/** Rooms of live encounters, wherever their commands come in; any process serves any room. */
export interface Encounters {
	/** Makes a room, once under one id. `seed` is made up where it is not given. */
	readonly create: (
		room: Omit<CommandOf<"create">, "type" | "interactionId" | "seed"> & {
			readonly id?: string;
			readonly dmId: string;
			readonly seed?: string;
		},
	) => Promise<{ readonly roomId: string }>;
	/** Newest activity first. */
	readonly list: () => Promise<readonly RoomSummary[]>;
	/** Rooms that were opened in a world and are not over, newest activity first. */
	readonly inWorld: (worldId: string) => Promise<readonly PlacedRoom[]>;
	/** How a user sees a room: as its DM, as a player of somebody in it, or as a watcher. Rejects with Refusal `not_found`. */
	readonly viewerOf: (roomId: string, userId: string) => Promise<Viewer>;
	/** What somebody sees now. Rejects with Refusal `not_found` or `unavailable`. */
	readonly look: (
		roomId: string,
		viewer: Viewer,
	) => Promise<{ readonly cursor: Cursor; readonly view: GameView }>;
	/** Gives a command. Answers when the log holds what it came to. Rejects with Refusal `not_found` or `unavailable`. */
	readonly command: (roomId: string, given: GivenCommand) => Promise<CommandAnswer>;
	/**
	 * What follows a cursor, until the signal is aborted. Rejects with Refusal `gone` where that cannot be had any more, or
	 * the reader has another seat: then one looks anew; with `not_found`, or with `unavailable` where the log cannot be read
	 * for now.
	 */
	readonly follow: (roomId: string, viewer: Viewer, reading: Following) => AsyncIterable<RoomNews>;
	/** A user's connection is there until the stop is called: with the first they are connected, after the last they are not. */
	readonly attend: (roomId: string, userId: string) => () => void;
	/**
	 * Keeps what a player means to do until the DM, who has dropped, is back; then it runs in its order, where it is still
	 * legal. Rejects with Refusal `conflict` where the room does not wait for its DM.
	 */
	readonly queue: (roomId: string, given: GivenCommand) => Promise<void>;
	/** What a user has left that still waits, in the order in which it will run. Rejects with Refusal `unavailable`. */
	readonly queued: (roomId: string, userId: string) => Promise<readonly GivenCommand[]>;
}
