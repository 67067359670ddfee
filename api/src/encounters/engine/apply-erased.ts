import type { ChatMessage, GameState } from "./state.js";

/**
 * The state without anything that tells of a user. What they said stays as a gap, so that those who follow and those who
 * look anew count the same messages.
 */
export function userErased(state: GameState, userId: string): GameState {
	const isMention = (text: string) => text.includes(JSON.stringify(userId));
	return {
		...state,
		dmId: state.dmId === userId ? "" : state.dmId,
		chatLog: state.chatLog.map((message) => withoutUser(message, userId)),
		answered: state.answered.filter(({ id, giver }) => !isMention(id) && !isMention(giver)),
		turnHistory: state.turnHistory.filter(
			({ seatId, entityIds }) => seatId !== userId && !entityIds.includes(userId),
		),
	};
}

function withoutUser(message: ChatMessage, userId: string): ChatMessage {
	const to = message.to.filter((id) => id !== userId);
	return message.from === userId ? { ...message, from: null, text: "", to } : { ...message, to };
}
