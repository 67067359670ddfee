import { Players, TextChatService } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { EarshotConfig } from "../../shared/config/config";
import type { Clock } from "../../shared/util/ports";
import { createChatIntake } from "./chat-intake";

/** The channel that everybody speaks in; team and whispered lines go through others and stay among their players. */
const GENERAL_CHANNEL = "RBXGeneral";

export interface ChatWatchOptions {
	readonly config: EarshotConfig;
	readonly clock: Clock;
	/** A line of a player (entity id), a moment after it was typed. */
	readonly onLine: (playerId: string, text: string) => void;
}

/**
 * Hears what players type. The chat asks the server for every player in a channel, the sender included, whether a
 * message may be delivered; that is the one place where the server learns of it together with its channel. It is
 * always delivered. Returns the stop.
 */
export function watchChat(options: ChatWatchOptions): () => void {
	const trove = new Trove();
	const intake = createChatIntake(options.config);

	const listen = (instance: Instance) => {
		if (!instance.IsA("TextChannel") || instance.Name !== GENERAL_CHANNEL) return;
		instance.ShouldDeliverCallback = (message) => {
			const userId = message.TextSource?.UserId;
			if (userId !== undefined) {
				const heard = { id: message.MessageId, userId, text: message.Text };
				const line = intake.take(heard, options.clock.seconds());
				// Later, so that nothing that hears it can hold up the chat.
				if (line !== undefined) task.defer(options.onLine, tostring(userId), line);
			}
			return true;
		};
		trove.add(() => {
			instance.ShouldDeliverCallback = () => true;
		});
	};

	trove.connect(TextChatService.DescendantAdded, listen);
	for (const instance of TextChatService.GetDescendants()) listen(instance);
	trove.connect(Players.PlayerRemoving, (player) => intake.forget(player.UserId));
	return () => trove.destroy();
}
