import type { Clock } from "./clock.js";

/**
 * - `connecting`: there is no state yet.
 * - `live`: following.
 * - `behind`: there is state, but nothing new can be had just now; tries go on.
 * - `resumed`: just back after a cut, with nothing lost. Turns into `live`.
 * - `reset`: the state was replaced, since what came in between could not be had. Turns into `live`.
 * - `refused`: the server will not serve this reader; nothing is tried until `start` is called again.
 * - `closed`: `close` was called.
 */
export type SyncStatus = "connecting" | "live" | "behind" | "resumed" | "reset" | "refused" | "closed";

/** How long `resumed` and `reset` stand: long enough to be read. */
const NOTICE_MS = 4_000;

/** @typeParam More what a reader can be beside it */
export interface StatusBoard<More extends string = never> {
	readonly status: () => SyncStatus | More;
	readonly reason: () => string | undefined;
	readonly set: (status: SyncStatus | More, reason?: string) => void;
	/** Sets a status that turns into `live` by itself. */
	readonly notice: (status: "resumed" | "reset", reason: string) => void;
}

export function createStatusBoard<More extends string = never>(
	clock: Clock,
	onChange: () => void,
): StatusBoard<More> {
	let status: SyncStatus | More = "connecting";
	let reason: string | undefined;
	let stopNotice: (() => void) | undefined;

	function set(next: SyncStatus | More, why?: string): void {
		stopNotice?.();
		stopNotice = undefined;
		if (next === status && why === reason) return;
		status = next;
		reason = why;
		onChange();
	}

	return {
		status: () => status,
		reason: () => reason,
		set,
		notice(next, why) {
			set(next, why);
			stopNotice = clock.after(NOTICE_MS, () => set("live"));
		},
	};
}
