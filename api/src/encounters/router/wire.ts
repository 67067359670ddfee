import type { RoomCommand } from "../encounters.js";
import type { RejectionCode } from "../engine/state.js";
import type { GameView, ViewEvent, Viewer } from "../engine/view.js";

/** What a command came to. A refusal brings what the caller sees now, so that they need not ask. */
export type CommandTold =
	| { readonly ok: true; readonly isRepeated: boolean; readonly cursor: string }
	| {
			readonly ok: false;
			readonly code: RejectionCode;
			readonly reason: string;
			readonly isRepeated: boolean;
			readonly cursor: string;
			readonly view: GameView;
	  };

/** A command of the caller's own that waits for the DM. */
export interface QueuedTold {
	readonly id: string;
	readonly command: RoomCommand;
}

/** What a reader of a room is sent: the whole view first and wherever it cannot be led on, then what happened. */
export type RoomUpdate =
	| { readonly type: "view"; readonly viewer: Viewer; readonly view: GameView }
	| {
			readonly type: "news";
			readonly events: readonly ViewEvent[];
			/** Of the reader's own command. */
			readonly commandId?: string;
	  };
