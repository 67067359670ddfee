import { useEffect, useMemo, useRef } from "react";
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
	const { baseUrl, experience } = options;
	const latest = useRef(options);
	useEffect(() => {
		latest.current = options;
	});
	// What the options say beside these two is read when another client begins.
	const client = useMemo(
		() =>
			createExperienceClient({
				...options,
				token: () => {
					const { token } = latest.current;
					return typeof token === "function" ? token() : token;
				},
				onUnauthorised: async (refused) => latest.current.onUnauthorised?.(refused),
				onListenerError: (error) => (latest.current.onListenerError ?? console.error)(error),
			}),
		[baseUrl, experience],
	);
	useEffect(() => {
		client.start();
		return client.close;
	}, [client]);
	return client;
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
