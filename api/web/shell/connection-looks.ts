import type { ConnectionLook } from "./connection-badge.js";

/** How a connection looks in states that are the same on every page; a page says the rest in its own words. */
export const COMMON_LOOKS = {
	live: { label: "Live", meaning: "What you see is how it is now.", sign: "dot" },
	resumed: { label: "Resumed", meaning: "The connection is back, and nothing was missed.", sign: "check" },
	refused: { label: "Refused", meaning: "The server does not let this page in.", sign: "cross" },
	expired: { label: "Expired", meaning: "Your sign-in has run out. Sign in again to go on.", sign: "clock" },
	failed: { label: "Failed", meaning: "The server answered with something else.", sign: "cross" },
} as const satisfies Readonly<Record<string, ConnectionLook>>;

/** Of pages on which one acts: what was asked for while the connection was cut is done after it. */
export const ACTING_LOOKS = {
	behind: {
		label: "Behind",
		meaning: "The connection is cut. What you do now is done once it is back; trying again.",
		sign: "half",
	},
	reset: {
		label: "Reset",
		meaning: "The connection is back with a fresh view; what happened meanwhile is not told.",
		sign: "turn",
	},
} as const satisfies Readonly<Record<string, ConnectionLook>>;
