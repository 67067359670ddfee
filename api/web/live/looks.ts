import type { EncounterStatus } from "../../client/encounters/index.js";
import type { ConnectionLook } from "../shell/connection-badge.js";
import { ACTING_LOOKS, COMMON_LOOKS } from "../shell/connection-looks.js";

/** How the page stands to the server, and whether what it asks for is there. */
export type PageState = Exclude<EncounterStatus, "closed"> | "empty";

export const LOOKS: Readonly<Record<PageState, ConnectionLook>> = {
	...COMMON_LOOKS,
	...ACTING_LOOKS,
	connecting: { label: "Connecting", meaning: "Asking the server how the encounter stands.", sign: "dots" },
	missing: { label: "Not there", meaning: "There is no such encounter, or not any more.", sign: "cross" },
	empty: { label: "Empty", meaning: "Connected, and no encounter is open.", sign: "ring" },
};

/** How a connection looks; a client that was closed is about to be another one. */
export function pageState(status: EncounterStatus): PageState {
	return status === "closed" ? "connecting" : status;
}
