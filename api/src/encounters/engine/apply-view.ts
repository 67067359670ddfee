import type { GameView, ParticipantView, ViewDelta, ViewEvent } from "./view.js";

/** The view after an event; what readers who follow do. */
export function applyViewEvent(view: GameView, event: ViewEvent): GameView {
	return event.type === "STATE_DELTA" ? applyViewDelta(view, event.delta) : view;
}

function applyViewDelta(view: GameView, delta: ViewDelta): GameView {
	switch (delta.type) {
		case "participant":
			return { ...view, participants: withView(view.participants, delta) };
		case "chat":
			return { ...view, chatLog: [...view.chatLog.slice(delta.dropped), ...delta.added] };
		case "turn":
		case "initiative":
		case "map":
		case "interaction":
			return { ...view, ...delta.changes };
	}
}

function withView(
	participants: GameView["participants"],
	delta: Extract<ViewDelta, { type: "participant" }>,
): GameView["participants"] {
	const { [delta.entityId]: was, ...others } = participants;
	if ("participant" in delta) {
		return delta.participant ? { ...participants, [delta.entityId]: delta.participant } : others;
	}
	const is: ParticipantView | undefined = was && { ...was, ...delta.changes };
	return is ? { ...participants, [delta.entityId]: is } : participants;
}
