import { ChannelClient, type ClientOptions, type ClientSurroundings } from "./channel-client.js";
import { createPlayerCopy, type PlayerCopy } from "./player-copy.js";
import { createTellingCheck, type TellingCheck } from "./telling-check.js";

/** A client that keeps a copy of everything, and looks at every word beside its ledger. */
export interface StrictClient {
	readonly client: ChannelClient;
	readonly copy: PlayerCopy;
	readonly telling: TellingCheck;
}

export function createStrictClient(
	surroundings: ClientSurroundings,
	options: Omit<ClientOptions, "onMessage">,
): StrictClient {
	const fault = (what: string): void => surroundings.fault(`${JSON.stringify(options.userId)}: ${what}`);
	const copy = createPlayerCopy(fault);
	const telling = createTellingCheck(fault);
	const client = new ChannelClient(surroundings, {
		...options,
		onMessage(message, of) {
			if (message.type === "view") copy.loadView(message.view);
			else if (message.type === "world") copy.loadWorld(message.world);
			else if (message.type === "world_update" && of) copy.apply(message.changes, of);
			if (of && (message.type === "world_update" || message.type === "content")) telling.take(message, of);
		},
	});
	return { client, copy, telling };
}
