import type { GivenCommand } from "../encounters.js";

/** A command that waits for the DM, under the id that it will be given with. */
export type QueuedCommand = GivenCommand & { readonly id: string };

interface OfRoom {
	readonly roomId: string;
}

interface OfUser extends OfRoom {
	readonly userId: string;
}

interface OfProcess {
	readonly process: string;
}

/** A turn, by name. */
export interface TurnName {
	readonly seatId: string;
	readonly roundNumber: number;
}

/** What the processes that keep rooms tell each other. */
export type KeepingEntry =
	/** A process is there, or still there. */
	| { readonly type: "alive"; readonly data: OfProcess }
	/** It is gone, and all that it held with it. */
	| { readonly type: "gone"; readonly data: OfProcess }
	/** A user's first connection at a process, or the end of the last. */
	| { readonly type: "came" | "went"; readonly data: OfProcess & OfUser }
	/** A room knows that a user without connections is gone. */
	| { readonly type: "settled"; readonly data: OfUser }
	/** A room may be under way from here on; or is not, as far as it was known by this mark. */
	| { readonly type: "live" | "rest"; readonly data: OfRoom & { readonly mark: string } }
	| { readonly type: "queued"; readonly data: OfRoom & { readonly command: QueuedCommand } }
	/** What waited has been given. */
	| { readonly type: "taken"; readonly data: OfRoom & { readonly id: string } }
	/** A process has a mind think of a turn; the others need not. */
	| { readonly type: "thinking"; readonly data: OfProcess & OfRoom & { readonly turn: TurnName } }
	| { readonly type: "erased"; readonly data: { readonly userId: string } };
