import { createContext, use } from "react";
import type { CommandOf, NewParticipant } from "../../../src/encounters/engine/commands.js";
import type { RoomSummary } from "../../../src/encounters/encounters.js";
import type { EncounterClient } from "../../../client/encounters/state.js";

/** A room as it is opened: its settings and map, and who is in it from the start. */
export interface NewRoom extends Omit<CommandOf<"create">, "type" | "interactionId" | "seed"> {
	readonly participants: readonly NewParticipant[];
}

/** Rooms as the pages know them, for whoever has signed in. */
export interface LiveService {
	/** Newest activity first. */
	readonly list: (signal: AbortSignal) => Promise<readonly RoomSummary[]>;
	/** Opens a room with whoever asks as its DM; answers its id. */
	readonly create: (room: NewRoom) => Promise<string>;
	/** A room to follow and act in; it is started by whoever opens it. */
	readonly open: (roomId: string) => EncounterClient;
	/** Whose service it is; undefined where a token does not say. */
	readonly userId: () => string | undefined;
}

const LiveServiceContext = createContext<LiveService | undefined>(undefined);

export const LiveServiceProvider = LiveServiceContext.Provider;

export function useLiveService(): LiveService {
	const service = use(LiveServiceContext);
	if (!service) throw new Error("useLiveService outside LiveServiceProvider");
	return service;
}
