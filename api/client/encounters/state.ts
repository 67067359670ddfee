import type { RoomCommand } from "../../src/encounters/encounters.js";
import type { RejectionCode } from "../../src/encounters/engine/state.js";
import type { GameView, ViewEvent, Viewer } from "../../src/encounters/engine/view.js";
import type { SyncStatus } from "../status.js";

/**
 * As of StateSync, and `expired`: the token that was good has run out, and there is no other; `missing`: there is no such
 * room, or not any more.
 */
export type EncounterStatus = SyncStatus | "expired" | "missing";

/** A command of this client that has no answer yet. */
export interface PendingCommand {
	readonly id: string;
	readonly body: RoomCommand;
	/** Of whom it is, where it is somebody's. */
	readonly entityId: string | undefined;
	/** It is in `view` already, as it is going to be. */
	readonly isForeseen: boolean;
}

/** A command of this client that the room said no to; what was foreseen of it is taken back. */
export interface RefusedCommand {
	readonly id: string;
	readonly body: RoomCommand;
	readonly entityId: string | undefined;
	/** What had been drawn of it was rolled back. */
	readonly wasForeseen: boolean;
	readonly code: RejectionCode;
	/** One sentence for people. */
	readonly reason: string;
}

/** What the client's user left to be done once a DM who has dropped is back, and what came of it. */
export interface QueuedCommand {
	readonly id: string;
	readonly body: RoomCommand;
	/** `asked` until the server keeps it, then `waiting` until the encounter has gone on. */
	readonly fate: "asked" | "waiting" | "done" | "refused";
	/** Of what was refused: one sentence for people. */
	readonly reason?: string;
}

/** Something that happened, for a feed or an animation. */
export interface ToldEvent {
	/** Counts up by one with each event of this client: for keys and for what has been shown. */
	readonly number: number;
	/** Of the room's log, in which it came: what the DM can go back to. */
	readonly entry: number | undefined;
	readonly event: ViewEvent;
	/** Of this client's own command. */
	readonly commandId: string | undefined;
}

/** What one client knows of a room. Never changed: each change makes another that shares what stayed. */
export interface EncounterState {
	readonly status: EncounterStatus;
	/** Why the status is what it is, for people to read. */
	readonly reason: string | undefined;
	/** As whom the server sees this client; undefined until it has said so. */
	readonly viewer: Viewer | undefined;
	/** What the server has confirmed, and what is foreseen of the commands under way on top; undefined until the first. */
	readonly view: GameView | undefined;
	/** What the server has confirmed alone. */
	readonly confirmed: GameView | undefined;
	/** In the order in which they were given. */
	readonly pending: readonly PendingCommand[];
	/** The latest that was refused, until the next command is given or it is put away. */
	readonly refused: RefusedCommand | undefined;
	/** In the order in which it runs, until others are queued after it or it is put away; not what never was kept. */
	readonly queued: readonly QueuedCommand[];
	/** The latest ones, oldest first; fresh views bring none. */
	readonly events: readonly ToldEvent[];
}

/** What a command came to, for whoever gave it. */
export type EncounterAnswer =
	{ readonly ok: true } | { readonly ok: false; readonly code: RejectionCode; readonly reason: string };

/** A room of a live encounter, followed and acted in. */
export interface EncounterClient {
	readonly state: () => EncounterState;
	/** Calls `listener` after each change; returns the stop. */
	readonly subscribe: (listener: (state: EncounterState) => void) => () => void;
	/** Starts following; does nothing while it already does. */
	readonly start: () => void;
	/** Looks now whether the connection still stands, and does not wait for the next try. */
	readonly check: () => void;
	/** Commands that are still unanswered reject. */
	readonly close: () => void;
	/**
	 * Gives a command once, through any cut. A move is drawn at once. Resolves with what the room said, which may be a
	 * refusal; rejects with CommandFailed where nobody can say, or the caller may not.
	 */
	readonly command: (body: RoomCommand, options?: { readonly id?: string }) => Promise<EncounterAnswer>;
	/**
	 * Keeps a command until the encounter goes on whose DM has dropped: then `queued` says what it came to. Resolves when
	 * the server keeps it; rejects with CommandFailed.
	 */
	readonly queue: (body: RoomCommand, options?: { readonly id?: string }) => Promise<void>;
	/** Puts `refused` away. */
	readonly dismiss: () => void;
	/** Puts away what has come of `queued`; what still waits stays. */
	readonly dismissQueued: () => void;
}
