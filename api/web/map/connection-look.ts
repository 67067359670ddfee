import type { SyncStatus } from "../../client/index.js";
import type { ConnectionLook } from "../shell/connection-badge.js";
import { COMMON_LOOKS } from "../shell/connection-looks.js";

/** States of the map as its reader sees them: those of the connection, and a world without anybody. */
export type ConnectionState = Exclude<SyncStatus, "closed"> | "empty";

export const CONNECTION_LOOKS: Readonly<Record<ConnectionState, ConnectionLook>> = {
	resumed: COMMON_LOOKS.resumed,
	connecting: { label: "Connecting", meaning: "Asking the server for the world.", sign: "dots" },
	live: { label: "Live", meaning: "What you see is happening now.", sign: "dot" },
	behind: {
		label: "Behind",
		meaning: "The connection is cut. This is the last that was known; trying again.",
		sign: "half",
	},
	reset: {
		label: "Reset",
		meaning: "The connection is back with a fresh picture; what happened meanwhile is not listed.",
		sign: "turn",
	},
	refused: { label: "Refused", meaning: "The server does not let this page read the world.", sign: "cross" },
	empty: { label: "Empty", meaning: "Connected, and nobody is in this world.", sign: "ring" },
};

/** How a connection to a world of so many members looks. */
export function connectionState(status: SyncStatus, members: number): ConnectionState {
	if (status === "closed") return "connecting";
	return status === "live" && members === 0 ? "empty" : status;
}
