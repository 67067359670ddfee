import type { Response } from "express";
import { callerOf, expiryOf } from "../http/caller.js";
import { formatCursor, type Cursor } from "../log/cursor.js";
import type { FreshState, ResetReason } from "./follow.js";
import type { CloseReason } from "./line.js";
import type { ReaderShared } from "./reader.js";
import type { ReadyFrame } from "./ready-frame.js";
import { SseLine, type SseReader, readToResponse } from "./sse-door.js";
import { sseClose } from "./sse-text.js";
import type { TopicView } from "./topic-view.js";

/** What follows a place in a topic, up to a frame that has an `end`. */
export interface Stretch {
	readonly view: TopicView;
	/** It begins after this, whatever the request names. */
	readonly after: Cursor;
	/** Unix seconds at which the reader is sent away, however far it came. */
	readonly until: number;
}

/** Serves the reader of a stretch until its end. */
export function serveStretch(res: Response, stretch: Stretch, shared: ReaderShared): SseReader {
	const { view, after, until } = stretch;
	const expiresAt = expiryOf(callerOf(res)) ?? Infinity;
	return readToResponse(res, shared, {
		view,
		wanted: formatCursor(after),
		line: new StretchLine(res, until < expiresAt),
		expiresAt: Math.min(until, expiresAt),
	});
}

/** Ends with its last frame; and where fresh state is all there is, as nobody knows then whether that is still to come. */
class StretchLine extends SseLine {
	private hasEnded = false;

	constructor(
		res: Response,
		/** Whether its own time is over before that of its reader's token. */
		private readonly isShort: boolean,
	) {
		super(res);
	}

	override frame(frame: ReadyFrame): boolean {
		if (this.hasEnded) return false;
		return frame.sseEnd === undefined ? super.frame(frame) : this.last(frame.sseEnd);
	}

	override state(state: FreshState, reset: ResetReason | undefined): boolean {
		super.state(state, reset);
		return this.last(sseClose("reset", formatCursor(state.cursor)));
	}

	override close(reason: CloseReason, id: string | undefined): void {
		if (this.hasEnded) this.cut();
		else this.last(sseClose(reason === "expired" && this.isShort ? "late" : reason, id));
	}

	private last(text: string): false {
		this.hasEnded = true;
		this.end(text);
		return false;
	}
}
