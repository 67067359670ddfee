import type { Client, Server } from "@rbxts/remo";
import { createRemotes, namespace, remote, throttleMiddleware } from "@rbxts/remo";
import { t } from "@rbxts/t";
import type { EncounterMessage, EncounterOrder } from "./encounter-messages";
import { isEncounterMessage, isEncounterOrder } from "./encounter-messages";

/** Seconds between two questions of one player that are answered: a client asks once, when it starts. */
const ASK_SECONDS = 1;

/**
 * The remotes of encounters, made on the server and found on a client. Each player is told of their own alone; how
 * often they may order something is for the server to say, which tells them. `destroy` lets go of them.
 */
export function openEncounterRemotes() {
	const { encounter } = createRemotes({
		encounter: namespace({
			shown: remote<Client, [shown: EncounterMessage]>(isEncounterMessage),
			/** Something that the room or the place says to the player, filtered. */
			told: remote<Client, [text: string]>(t.string),
			/** Where the player's character is to walk, as the room has it. */
			walk: remote<Client, [goal: Vector3]>(t.Vector3),
			order: remote<Server, [order: EncounterOrder]>(isEncounterOrder),
			/** Asks for the player's own panel once more. */
			askEncounter: remote<Server, []>().middleware(throttleMiddleware(ASK_SECONDS)),
		}),
	});
	const { shown, told, walk, order, askEncounter } = encounter;
	return {
		...encounter,
		destroy: () => {
			for (const each of [shown, told, walk, order, askEncounter]) each.destroy();
		},
	};
}
