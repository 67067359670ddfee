import { useRunning } from "../use-running.js";
import { useSelected } from "../use-selected.js";
import {
	createExperienceClient,
	type ExperienceClient,
	type ExperienceClientOptions,
	type ExperienceSnapshot,
} from "./experience-client.js";

/**
 * Follows an experience for as long as the component is there. `baseUrl` and `experience` begin another client when
 * they change; of the other options, hooks and `token` are always the latest ones, and the rest counts when it begins.
 */
export function useExperienceClient(options: ExperienceClientOptions): ExperienceClient {
	return useRunning(createExperienceClient, options, [options.baseUrl, options.experience]);
}

/**
 * What `select` makes of a client's state, renewed when it is another one by `isSame`; what changes nothing of it
 * renders nothing.
 */
export function useExperience<T>(
	client: Pick<ExperienceClient, "state" | "subscribe">,
	select: (state: ExperienceSnapshot) => T,
	isSame: (a: T, b: T) => boolean = Object.is,
): T {
	return useSelected({ subscribe: client.subscribe, view: client.state }, select, isSame);
}
