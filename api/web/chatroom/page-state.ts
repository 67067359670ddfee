import { ApiError } from "../access/get-json.js";
import type { ConnectionLook } from "../shell/connection-badge.js";

/** How the page stands to the server, and whether there is anything to show. */
export type PageState = "connecting" | "live" | "behind" | "refused" | "expired" | "failed" | "empty";

export const LOOKS: Readonly<Record<PageState, ConnectionLook>> = {
	connecting: { label: "Connecting", meaning: "Asking the server how your chatlings are.", sign: "dots" },
	live: { label: "Live", meaning: "What you see is how it is now.", sign: "dot" },
	behind: {
		label: "Behind",
		meaning: "The server does not answer. What you see is how it was; trying again.",
		sign: "half",
	},
	refused: { label: "Refused", meaning: "The server does not let this page in.", sign: "cross" },
	expired: { label: "Expired", meaning: "Your sign-in has run out. Sign in again to go on.", sign: "clock" },
	failed: { label: "Failed", meaning: "The server answered with something else.", sign: "cross" },
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

/** What all that is asked for comes to. `isEmpty`: all has been answered, and there is nothing. */
export function pageState(asked: readonly Asked[], isEmpty: boolean): PageState {
	const isPictured = asked.every(({ data }) => data !== undefined);
	const refused = asked.some(
		({ error }) => error instanceof ApiError && (error.status === 401 || error.status === 403),
	);
	if (refused) return isPictured ? "expired" : "refused";
	if (!isPictured) return asked.some(({ error }) => isFinal(error)) ? "failed" : "connecting";
	if (asked.some(({ error, isPaused }) => error !== null || isPaused)) return "behind";
	return isEmpty ? "empty" : "live";
}
