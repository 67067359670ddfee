import { userErased } from "./apply-erased.js";
import { applyDelta, withParticipant } from "./apply-delta.js";
import { restored } from "./apply-restored.js";
import { turnCompleted, turnStarted, turnTakenBack } from "./apply-turns.js";
import type { GameEvent } from "./events.js";
import { MESSAGES_KEPT } from "./limits.js";
import type { GameState, Seat } from "./state.js";

/** The state after an event. Nothing is decided here: what happened stands in the event. */
export function apply(state: GameState, event: GameEvent): GameState {
	return { ...changed(state, event), timestamp: event.at };
}

function changed(state: GameState, event: GameEvent): GameState {
	switch (event.type) {
		case "INTERACTION_CREATED": {
			const { interactionId, dmId, seed, settings, mapState, place } = event;
			const created = { ...state, interactionId, dmId, settings, mapState, roller: { seed, position: 0 } };
			return place ? { ...created, place } : created;
		}
		case "INTERACTION_STARTED":
			return { ...state, status: "active", roundNumber: 1 };
		case "INTERACTION_PAUSED": {
			const turn = state.turn && { ...state.turn, endsAt: null, secondsLeft: leftOf(state, event.at) };
			return { ...state, status: "paused", pauseReason: event.reason, turn };
		}
		case "INTERACTION_RESUMED": {
			const left = state.turn?.secondsLeft ?? null;
			const endsAt = left === null ? null : event.at + left;
			const turn = state.turn && { ...state.turn, endsAt, secondsLeft: null };
			return { ...state, status: "active", pauseReason: null, turn };
		}
		case "INTERACTION_COMPLETED": {
			const { outcome } = event;
			return { ...state, status: "completed", outcome, pauseReason: null, turn: null, currentTurnIndex: -1 };
		}
		case "PARTICIPANT_JOINED":
			return withParticipant(state, event.participant);
		case "PARTICIPANT_LEFT": {
			const { [event.entityId]: _left, ...participants } = state.participants;
			return { ...state, participants };
		}
		case "INITIATIVE_UPDATED":
			return withOrder(state, event.initiativeOrder);
		case "TURN_STARTED":
			return turnStarted(state, event);
		case "TURN_COMPLETED":
		case "TURN_SKIPPED":
			return turnCompleted(state, event);
		case "TURN_TAKEN_BACK":
			return turnTakenBack(state, event.count);
		case "ROLLED": {
			const { seed, position } = state.roller;
			return { ...state, roller: { seed, position: position + event.rolls.length } };
		}
		case "ACTED":
			return state;
		case "STATE_DELTA":
			return applyDelta(state, event.delta);
		case "CHAT_MESSAGE": {
			const chatLog = [...state.chatLog, event.message].slice(-MESSAGES_KEPT);
			return { ...state, chatLog, messageCount: state.messageCount + 1 };
		}
		case "USER_ERASED":
			return userErased(state, event.userId);
		case "RESTORED":
			return restored(state, event);
	}
}

/** Seconds that the turn has left at a time; null without a limit. */
function leftOf({ turn }: GameState, at: number): number | null {
	return turn?.endsAt == null ? (turn?.secondsLeft ?? null) : Math.max(0, turn.endsAt - at);
}

function withOrder(state: GameState, initiativeOrder: readonly Seat[]): GameState {
	const currentTurnIndex = initiativeOrder.findIndex(({ seatId }) => seatId === state.turn?.seatId);
	return { ...state, initiativeOrder, currentTurnIndex };
}
