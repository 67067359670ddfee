import type { EncounterStatus } from "../../client/encounters/index.js";
import type { ConnectionLook } from "../shell/connection-badge.js";

/** How the page stands to the server, and whether what it asks for is there. */
export type PageState = Exclude<EncounterStatus, "closed"> | "failed" | "empty";

export const LOOKS: Readonly<Record<PageState, ConnectionLook>> = {
	connecting: { label: "Connecting", meaning: "Asking the server how the encounter stands.", sign: "dots" },
	live: { label: "Live", meaning: "What you see is how it is now.", sign: "dot" },
	behind: {
		label: "Behind",
		meaning: "The connection is cut. What you do now is done once it is back; trying again.",
		sign: "half",
	},
	resumed: { label: "Resumed", meaning: "The connection is back, and nothing was missed.", sign: "check" },
	reset: {
		label: "Reset",
		meaning: "The connection is back with a fresh view; what happened meanwhile is not told.",
		sign: "turn",
	},
	refused: { label: "Refused", meaning: "The server does not let this page in.", sign: "cross" },
	expired: { label: "Expired", meaning: "Your sign-in has run out. Sign in again to go on.", sign: "clock" },
	failed: { label: "Failed", meaning: "The server answered with something else.", sign: "cross" },
	empty: { label: "Empty", meaning: "Connected, and no encounter is open.", sign: "ring" },
};

/** How a connection looks; a client that was closed is about to be another one. */
export function pageState(status: EncounterStatus): PageState {
	return status === "closed" ? "connecting" : status;
}
