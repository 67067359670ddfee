import { availableActions } from "./available-actions.js";
import type { ActiveCondition } from "./condition-names.js";
import { participantOf, type ChatMessage, type GameState, type Participant, type Seat } from "./state.js";
import {
	type ConditionView,
	type GameView,
	type Health,
	HIDDEN_SEAT,
	type MessageView,
	type ParticipantView,
	type SeatView,
	type Viewer,
} from "./view.js";

/** Whether a viewer plays an entity, and so knows all of it. */
export function isOwn(viewer: Viewer, { entityId, userId }: Participant): boolean {
	switch (viewer.kind) {
		case "dm":
			return true;
		case "player":
			return userId === viewer.userId;
		case "mind":
			return entityId === viewer.entityId;
		case "watcher":
			return false;
	}
}

/** Whether a viewer knows that an entity is there. */
export function canSee(state: GameState, viewer: Viewer, entityId: string): boolean {
	const one = participantOf(state, entityId);
	return one !== undefined && (!one.isHidden || isOwn(viewer, one));
}

/** The name of a seat for a viewer: `?` if nobody in it can be seen. */
export function seatName(state: GameState, viewer: Viewer, seat: Seat | undefined): string {
	const isSeen = seat?.entityIds.some((id) => canSee(state, viewer, id));
	return seat && isSeen ? seat.seatId : HIDDEN_SEAT;
}

/** Whose turn it is for a viewer; a seat may have been left empty while it had the turn. */
export function turnName(state: GameState, viewer: Viewer, seatId: string): string {
	const seat = state.initiativeOrder.find((one) => one.seatId === seatId);
	return seat || !canSee(state, viewer, seatId) ? seatName(state, viewer, seat) : seatId;
}

/** What a viewer may know of an encounter, made anew of what is meant for them: nothing is taken out of the whole. */
export function project(state: GameState, viewer: Viewer): GameView {
	return {
		...projectTable(state, viewer),
		participants: Object.fromEntries(
			Object.keys(state.participants)
				.filter((id) => canSee(state, viewer, id))
				.map((id) => [id, participantView(state, viewer, state.participants[id]!)]),
		),
		chatLog: state.chatLog.filter((message) => canRead(viewer, message)).map(messageView),
	};
}

/** All of a view but who takes part and what was said. */
export type TableView = Omit<GameView, "participants" | "chatLog">;

export function projectTable(state: GameState, viewer: Viewer): TableView {
	const { interactionId, status, settings, dmId, roundNumber, turn, mapState, place } = state;
	const { pauseReason, outcome } = state;
	const current = state.initiativeOrder[state.currentTurnIndex];
	const seen = state.initiativeOrder.filter((seat) => seatName(state, viewer, seat) !== HIDDEN_SEAT);
	return {
		interactionId,
		status,
		settings,
		dmId,
		initiativeOrder: seen.map((seat) => seatView(state, viewer, seat)),
		currentTurnIndex: current ? seen.indexOf(current) : -1,
		roundNumber,
		turn: turn && { ...turn, seatId: turnName(state, viewer, turn.seatId) },
		mapState,
		...(place && { place }),
		pauseReason,
		outcome,
		...(viewer.kind === "dm" && { notes: state.notes }),
	};
}

function seatView(
	state: GameState,
	viewer: Viewer,
	{ seatId, entityIds, initiative, delay }: Seat,
): SeatView {
	const seen = entityIds.filter((id) => canSee(state, viewer, id));
	return { seatId, entityIds: seen, initiative, isDelaying: delay !== null };
}

/** Party and system are for all; the rest for whoever it is from or to, and the DM. */
export function canRead(viewer: Viewer, { channel, from, to }: ChatMessage): boolean {
	if (viewer.kind === "dm" || channel === "party" || channel === "system") return true;
	if (viewer.kind === "watcher") return false;
	const id = viewer.kind === "player" ? viewer.userId : viewer.entityId;
	return from === id || (channel === "private" && to.includes(id));
}

export function messageView({ messageId: _number, ...message }: ChatMessage): MessageView {
	return message;
}

/** A participant whom the viewer can see. */
export function participantView(state: GameState, viewer: Viewer, one: Participant): ParticipantView {
	const { entityId, entityType, name, side, userId, position, life, turnStatus, isConnected, initiative } =
		one;
	const conditions = one.conditions.map((condition) => conditionView(state, viewer, { one, condition }));
	const known = {
		entityId,
		entityType,
		name,
		side,
		...(userId !== undefined && { userId }),
		position,
		life,
		turnStatus,
		isConnected,
		initiative,
		health: healthOf(one),
	};
	if (isOwn(viewer, one)) {
		const { notes, ...sheet } = one;
		const actions = availableActions(state, entityId);
		return {
			...sheet,
			...known,
			conditions,
			availableActions: actions,
			...(viewer.kind === "dm" && { notes }),
		};
	}
	if (entityType !== "playerCharacter") return { ...known, conditions };
	const { currentHP, maxHP, temporaryHP } = one;
	return { ...known, conditions, currentHP, maxHP, temporaryHP };
}

function conditionView(
	state: GameState,
	viewer: Viewer,
	{ one, condition: active }: { readonly one: Participant; readonly condition: ActiveCondition },
): ConditionView {
	const { condition, sourceId, until } = active;
	return {
		condition,
		...(sourceId !== undefined && canSee(state, viewer, sourceId) && { sourceId }),
		...(until && isOwn(viewer, one) && { turnsLeft: until.turns }),
	};
}

/** At a half one is seen to bleed, at a quarter to be nearly done for. */
export function healthOf({ currentHP, maxHP, life }: Participant): Health {
	if (life === "defeated") return "dead";
	if (life !== "up") return "down";
	if (currentHP >= maxHP) return "unhurt";
	if (currentHP * 4 <= maxHP) return "near death";
	return currentHP * 2 <= maxHP ? "bloodied" : "hurt";
}
