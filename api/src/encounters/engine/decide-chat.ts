import type { Command, CommandOf } from "./commands.js";
import { type Draft, refuse } from "./draft.js";
import { MOST_TEXT } from "./limits.js";
import { participantOf, type GameState, type Rejection } from "./state.js";

/** Something is said: to all, to the DM, to some, or by the room. */
export function decideChat(draft: Draft, command: CommandOf<"chat"> & Command): Rejection | undefined {
	const state = draft.state();
	const { by, channel, text, to = [] } = command;
	const isOfRoom = by.kind === "dm" || by.kind === "system";
	if (channel === "system" && !isOfRoom) return refuse("forbidden", "Only the room itself says that.");
	if (!isOfRoom && !state.settings.chatEnabled)
		return refuse("illegal", "Nobody may talk in this encounter.");
	if (text.trim() === "" || text.length > MOST_TEXT)
		return refuse("invalid", "A message has some text, not too much.");
	if (channel === "private") {
		if (by.kind === "player" && !state.settings.allowPrivateChat) {
			return refuse("illegal", "Private talk is not allowed in this encounter.");
		}
		if (to.length === 0 || !to.every((id) => isUser(state, id))) {
			return refuse("invalid", "A private message goes to somebody who is here.");
		}
	}
	// What cannot be seen gives itself away by talking.
	if (by.kind === "mind" && channel !== "dm" && participantOf(state, by.entityId)?.isHidden !== false) {
		return refuse("illegal", "Who is hidden says nothing.");
	}
	const from = by.kind === "system" ? null : by.kind === "mind" ? by.entityId : by.userId;
	draft.tell({
		type: "CHAT_MESSAGE",
		message: {
			messageId: state.messageCount + 1,
			channel,
			from,
			to: channel === "private" ? [...new Set(to)] : [],
			text,
			at: draft.at,
		},
	});
	return undefined;
}

function isUser({ participants, dmId }: GameState, userId: string): boolean {
	return userId === dmId || Object.values(participants).some((one) => one.userId === userId);
}
