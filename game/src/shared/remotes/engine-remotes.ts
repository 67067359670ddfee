import type { Client, Server } from "@rbxts/remo";
import { createRemotes, namespace, remote, throttleMiddleware } from "@rbxts/remo";
import { t } from "@rbxts/t";
import type { EarshotMessage, LineMessage } from "./messages";
import { isEarshotMessage, isLineMessage } from "./messages";

/** Seconds between two questions of one player that are answered: a client asks once, when it starts. */
const ASK_SECONDS = 1;

/**
 * The remotes of talk, made on the server and found on a client. What arrives is checked on either side; a client
 * can ask for nothing but what it is told anyway. `destroy` lets go of them.
 */
export function openTalkRemotes() {
	const { talk } = createRemotes({
		talk: namespace({
			/** A line, and the model of who spoke it where the client has that model. */
			line: remote<Client, [line: LineMessage, body: Model | undefined]>(
				isLineMessage,
				t.optional(t.instanceIsA("Model")),
			),
			/** A line of the place itself, filtered for the player. */
			system: remote<Client, [text: string]>(t.string),
			earshot: remote<Client, [view: EarshotMessage]>(isEarshotMessage),
			/** Asks for the player's own view once more. */
			askEarshot: remote<Server, []>().middleware(throttleMiddleware(ASK_SECONDS)),
		}),
	});
	return {
		...talk,
		destroy: () => {
			for (const each of [talk.line, talk.system, talk.earshot, talk.askEarshot]) each.destroy();
		},
	};
}
