import type { Clock } from "./clock.js";
import type { StatusBoard } from "./status.js";

/** Time for a `reset` to come before a connection that went on from a cursor counts as resumed. */
const SETTLE_MS = 300;

/** Why a server that sends `reset` does so, for people to read. */
export function noLongerLeadsOn(reason: string): string {
	return `the server's history no longer leads on (${reason})`;
}

/** What a reader says of itself as its connections come and go: live, behind, resumed, reset. */
export interface Returns {
	/** A connection stands, and there is state. */
	readonly opened: () => void;
	/** The connection is gone. */
	readonly cut: (reason: string) => void;
	/** Something came that leads on from what was known: a reader that is back has resumed. */
	readonly ledOn: () => void;
	/** What is known no longer leads on; fresh state will be asked for, or follows. */
	readonly distrust: (because: string) => void;
	/** Fresh state has come. */
	readonly replaced: () => void;
}

export interface ReturnsPorts {
	readonly clock: Clock;
	readonly board: Pick<StatusBoard, "set" | "notice">;
	/** Whether there is any state to look at. */
	readonly isKnown: () => boolean;
	/** Called with each return on which nothing was lost. */
	readonly resumed?: () => void;
}

export function createReturns({ clock, board, isKnown, resumed }: ReturnsPorts): Returns {
	let everOpened = false;
	let isStanding = false;
	/** Why the state at hand is not the one that listeners followed so far. */
	let replacedBecause: string | undefined;
	let stopTimer: (() => void) | undefined;

	function stopSettling(): void {
		stopTimer?.();
		stopTimer = undefined;
	}

	function settle(): void {
		if (!stopTimer) return;
		stopSettling();
		resumed?.();
		board.notice("resumed", "nothing was lost");
	}

	function announceReplaced(): void {
		stopSettling();
		board.notice("reset", replacedBecause ?? "the server sent fresh state");
		replacedBecause = undefined;
	}

	return {
		opened() {
			// From one door to a better one, nothing was cut.
			if (isStanding) return;
			isStanding = true;
			if (!everOpened) board.set("live");
			else if (replacedBecause !== undefined) announceReplaced();
			else stopTimer ??= clock.after(SETTLE_MS, settle);
			everOpened = true;
			replacedBecause = undefined;
		},
		cut(reason) {
			isStanding = false;
			stopSettling();
			board.set(isKnown() ? "behind" : "connecting", reason);
		},
		ledOn: settle,
		distrust(because) {
			replacedBecause = because;
		},
		replaced: announceReplaced,
	};
}
