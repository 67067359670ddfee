import type { ExperienceStatus } from "../../client/experience/index.js";
import type { ConnectionLook } from "../shell/connection-badge.js";
import { ACTING_LOOKS, COMMON_LOOKS } from "../shell/connection-looks.js";

/** States of the page as its player sees them: those of the connection, and a server without any experience. */
export type PageState = Exclude<ExperienceStatus, "closed"> | "empty";

export const LOOKS: Readonly<Record<PageState, ConnectionLook>> = {
	...COMMON_LOOKS,
	...ACTING_LOOKS,
	connecting: { label: "Connecting", meaning: "Asking the server for your view of the world.", sign: "dots" },
	empty: { label: "Empty", meaning: "Connected, and there is no experience here.", sign: "ring" },
};

/** How a connection looks; a client that was closed is about to be another one. */
export function pageState(status: ExperienceStatus): PageState {
	return status === "closed" ? "connecting" : status;
}
