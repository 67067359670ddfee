import type { Client, Server } from "@rbxts/remo";
import { createRemotes, namespace, remote, throttleMiddleware } from "@rbxts/remo";
import { t } from "@rbxts/t";
import type { QuestMessage } from "./quest-messages";
import { isQuestMessage } from "./quest-messages";

/** Seconds between two questions of one player that are answered: a client asks once, when it starts. */
const ASK_SECONDS = 1;

/**
 * The remotes of quests, made on the server and found on a client. Each player is told of their own alone, and can
 * ask for nothing else. `destroy` lets go of them.
 */
export function openQuestRemotes() {
	const { quest } = createRemotes({
		quest: namespace({
			/** All quests of the player, as they are now. */
			quests: remote<Client, [quests: readonly QuestMessage[]]>(t.array(isQuestMessage)),
			/** Something that the place says to the player, in its own words. */
			told: remote<Client, [text: string]>(t.string),
			/** Asks for the player's own quests once more. */
			askQuests: remote<Server, []>().middleware(throttleMiddleware(ASK_SECONDS)),
		}),
	});
	return {
		...quest,
		destroy: () => {
			for (const each of [quest.quests, quest.told, quest.askQuests]) each.destroy();
		},
	};
}
