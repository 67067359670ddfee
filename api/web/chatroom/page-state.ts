import type { SyncStatus } from "../../client/status.js";
import { ApiError } from "../access/get-json.js";
import type { ConnectionLook } from "../shell/connection-badge.js";
import { COMMON_LOOKS } from "../shell/connection-looks.js";

/** How the page stands to the server, and whether there is anything to show. */
export type PageState = Exclude<SyncStatus, "closed"> | "expired" | "failed" | "empty";

export const LOOKS: Readonly<Record<PageState, ConnectionLook>> = {
	...COMMON_LOOKS,
	connecting: { label: "Connecting", meaning: "Asking the server how your chatlings are.", sign: "dots" },
	behind: {
		label: "Behind",
		meaning: "The server does not answer. What you see is how it was; trying again.",
		sign: "half",
	},
	reset: {
		label: "Reset",
		meaning: "The connection is back, and everything was asked for anew.",
		sign: "turn",
	},
	empty: { label: "Empty", meaning: "Connected, and you have no chatlings yet.", sign: "ring" },
};

/** One answer that the page waits for. */
export interface Asked {
	readonly data: unknown;
	readonly error: Error | null;
	/** Nothing is asked: the browser knows that it is offline. */
	readonly isPaused: boolean;
}

/** Whether an answer will not be another one for being asked for again. */
export function isFinal(error: Error | null): error is ApiError {
	return error instanceof ApiError && error.status < 500 && error.status !== 429;
}

export interface Known {
	readonly asked: readonly Asked[];
	/** How what happens is followed. */
	readonly news: SyncStatus;
	/** All has been answered, and there is nothing. */
	readonly isEmpty: boolean;
}

/** What all that is asked for, and what is told, come to. */
export function pageState({ asked, news, isEmpty }: Known): PageState {
	const isPictured = asked.every(({ data }) => data !== undefined);
	const isRefused = asked.some(
		({ error }) => error instanceof ApiError && (error.status === 401 || error.status === 403),
	);
	if (isRefused || news === "refused") return isPictured ? "expired" : "refused";
	if (!isPictured) return asked.some(({ error }) => isFinal(error)) ? "failed" : "connecting";
	if (asked.some(({ error, isPaused }) => error !== null || isPaused)) return "behind";
	if (news === "live") return isEmpty ? "empty" : "live";
	// Closed is for a moment only: until another one is started.
	return news === "closed" ? "connecting" : news;
}
