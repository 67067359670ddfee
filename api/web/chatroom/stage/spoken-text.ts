import type { ConversationWire } from "../../../src/chatroom/chatroom-wire.js";
import type { Frame } from "../play/playback.js";
import { endingText } from "../wording.js";

/** What those who hear the page are told: the line that was just said, and at the end what came of it. */
export function spokenText(
	conversation: ConversationWire,
	{ shown, isEnded }: Pick<Frame, "shown" | "isEnded">,
): string {
	if (isEnded) return endingText(conversation);
	const message = conversation.messages[shown - 1];
	if (!message) return "";
	const name = conversation.participants.find(({ id }) => id === message.speaker)?.name ?? "Somebody";
	return `${name}: ${message.line}`;
}
