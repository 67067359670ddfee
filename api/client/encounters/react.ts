import { useRunning } from "../use-running.js";
import { useSelected } from "../use-selected.js";
import { createEncounterClient, type EncounterClientOptions } from "./encounter-client.js";
import type { EncounterClient, EncounterState } from "./state.js";

/**
 * Follows a room for as long as the component is there. `baseUrl` and `roomId` begin another client when they change;
 * of the other options, hooks and `token` are always the latest ones, and the rest counts when it begins.
 */
export function useEncounterClient(options: EncounterClientOptions): EncounterClient {
	return useRunning(createEncounterClient, options, [options.baseUrl, options.roomId]);
}

/**
 * What `select` makes of a client's state, renewed when it is another one by `isSame`; what changes nothing of it
 * renders nothing.
 */
export function useEncounter<T>(
	client: Pick<EncounterClient, "state" | "subscribe">,
	select: (state: EncounterState) => T,
	isSame: (a: T, b: T) => boolean = Object.is,
): T {
	return useSelected({ subscribe: client.subscribe, view: client.state }, select, isSame);
}
