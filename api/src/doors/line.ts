import type { DoorCounts } from "./door-counts.js";
import type { FreshState, ResetReason } from "./follow.js";
import type { ReadyFrame } from "./ready-frame.js";

/** Why a reader is sent away. It comes back with the cursor that it is told, or was last told. */
export type CloseReason = "draining" | "expired" | "too_slow" | "failed";

/**
 * A reader's connection, of whatever kind. `frame` and `state` answer whether there is room for more; where there is
 * none, whoever made the line calls `resumed` of its reader once there is, and `left` once the connection is closed.
 */
export interface Line {
	readonly kind: keyof Pick<DoorCounts, "sse" | "sockets">;
	/** Whether anything was said. Before, what goes wrong is thrown to whoever opened the line. */
	isOpen(): boolean;
	/** The reader has everything there is. */
	open(): void;
	frame(frame: ReadyFrame): boolean;
	state(state: FreshState, reset: ResetReason | undefined): boolean;
	/** A sign of life, with the cursor where it moved on without a frame. Answers as `frame` does. */
	beat(id: string | undefined): boolean;
	/** Gives up before anything was said. */
	refuse(error: unknown): void;
	/** Says why and where to come back, and ends once that is taken. */
	close(reason: CloseReason, id: string | undefined): void;
	/** Cuts the connection. */
	cut(): void;
}
