import type { ExperienceStatus } from "../../client/experience/index.js";
import type { ConnectionLook } from "../shell/connection-badge.js";

/** States of the page as its player sees them: those of the connection, and a server without any experience. */
export type PageState = Exclude<ExperienceStatus, "closed"> | "empty";

export const LOOKS: Readonly<Record<PageState, ConnectionLook>> = {
	connecting: { label: "Connecting", meaning: "Asking the server for your view of the world.", sign: "dots" },
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
	empty: { label: "Empty", meaning: "Connected, and there is no experience here.", sign: "ring" },
};

/** How a connection looks; a client that was closed is about to be another one. */
export function pageState(status: ExperienceStatus): PageState {
	return status === "closed" ? "connecting" : status;
}
