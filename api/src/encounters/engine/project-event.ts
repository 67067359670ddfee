import { type Around, diffViews } from "./diff-views.js";
import type { Deed, GameEvent } from "./events.js";
import { canRead, canSee, isOwn, messageView, projectTable, turnName } from "./project.js";
import { participantOf, type ChatMessage, type GameState } from "./state.js";
import type { ViewDelta, Viewer, ViewEvent } from "./view.js";

/**
 * What a viewer is told of an event. Changes are told as what differs between the two views, so that no more can be
 * known from following an encounter than from looking at it.
 */
export function projectEvent(
	event: GameEvent,
	{ before, after }: Around,
	viewer: Viewer,
): readonly ViewEvent[] {
	const told = toldOf(event, { before, after }, viewer);
	const deltas = isSeenAlike(event)
		? []
		: [...diffViews({ before, after }, viewer), ...talkDeltas(event, { before, after }, viewer)];
	const { at } = event;
	return [...(told ? [told] : []), ...deltas.map((delta): ViewEvent => ({ type: "STATE_DELTA", at, delta }))];
}

/** What is told of these changes nothing of any view; what comes of it follows in events of its own. */
function isSeenAlike({ type }: GameEvent): boolean {
	return type === "ACTED" || type === "ROLLED";
}

/** The oldest messages go, new ones come. Two that say the same at the same time are two: they are told by number. */
function talkDeltas(event: GameEvent, { before, after }: Around, viewer: Viewer): readonly ViewDelta[] {
	const readable = ({ chatLog }: GameState) => chatLog.filter((message) => canRead(viewer, message));
	const [was, is] = [readable(before), readable(after)];
	const newest = was.at(-1)?.messageId ?? 0;
	const added = is.filter(({ messageId }) => messageId > newest);
	const dropped = was.length - (is.length - added.length);
	if (event.type === "USER_ERASED") {
		// What they said is a gap now: it is told anew, as messages have no names to be changed by.
		const all = { type: "chat", dropped: was.length, added: is.map(messageView) } as const;
		return isSameTalk(was, is) ? [] : [all];
	}
	if (dropped === 0 && added.length === 0) return [];
	return [{ type: "chat", dropped, added: added.map(messageView) }];
}

function isSameTalk(was: readonly ChatMessage[], is: readonly ChatMessage[]): boolean {
	return JSON.stringify(was) === JSON.stringify(is);
}

function toldOf(event: GameEvent, { before, after }: Around, viewer: Viewer): ViewEvent | undefined {
	const { at } = event;
	const isSeen = (entityId: string) => canSee(before, viewer, entityId) || canSee(after, viewer, entityId);
	switch (event.type) {
		case "STATE_DELTA":
		case "USER_ERASED":
			return undefined;
		case "ACTED": {
			const deed = deedFor(event.deed, { before, after }, viewer);
			return deed && { type: "ACTED", at, deed };
		}
		case "ROLLED":
			return isRollOpen(event.entityId, after, viewer) ? event : undefined;
		case "CHAT_MESSAGE": {
			const { from, channel } = event.message;
			return canRead(viewer, event.message) ? { type: "CHAT_MESSAGE", at, from, channel } : undefined;
		}
		case "PARTICIPANT_JOINED": {
			const { entityId } = event.participant;
			return isSeen(entityId) ? { type: event.type, at, entityId } : undefined;
		}
		case "PARTICIPANT_LEFT":
			return isSeen(event.entityId) ? { type: event.type, at, entityId: event.entityId } : undefined;
		case "INITIATIVE_UPDATED":
			// Where only hidden seats changed there is nothing to tell.
			return ordersOf(before, viewer) === ordersOf(after, viewer) ? undefined : { type: event.type, at };
		case "TURN_STARTED":
		case "TURN_COMPLETED":
		case "TURN_SKIPPED":
			return { ...event, seatId: turnName(after, viewer, event.seatId) };
		case "TURN_TAKEN_BACK":
			return undefined;
		case "INTERACTION_PAUSED":
			return { type: event.type, at, reason: event.reason };
		case "INTERACTION_COMPLETED":
			return { type: event.type, at, outcome: event.outcome };
		case "INTERACTION_CREATED":
		case "INTERACTION_STARTED":
		case "INTERACTION_RESUMED":
		case "RESTORED":
			return { type: event.type, at };
	}
}

function ordersOf(state: GameState, viewer: Viewer): string {
	return JSON.stringify(projectTable(state, viewer).initiativeOrder);
}

/** Players see the dice of player characters and of what they play; those of others would tell what these can do. */
function isRollOpen(entityId: string | null, state: GameState, viewer: Viewer): boolean {
	if (viewer.kind === "dm") return true;
	const one = participantOf(state, entityId);
	return one !== undefined && (isOwn(viewer, one) || (one.entityType === "playerCharacter" && !one.isHidden));
}

/** A deed of those who can be seen. How much somebody was hurt whose hit points are not told is not told either. */
function deedFor(deed: Deed, { before, after }: Around, viewer: Viewer): Deed | undefined {
	const ids = "target" in deed ? [deed.entityId, deed.target] : [deed.entityId];
	const isSeen = (id: string) => canSee(after, viewer, id) || canSee(before, viewer, id);
	if (!ids.every(isSeen)) return undefined;
	if (deed.kind === "cast") return castFor(deed, isSeen);
	const one = participantOf(after, deed.entityId);
	const isOpen = one !== undefined && (isOwn(viewer, one) || one.entityType === "playerCharacter");
	if (isOpen) return deed;
	if (deed.kind === "damaged" || deed.kind === "healed") return { kind: deed.kind, entityId: deed.entityId };
	return deed;
}

/** A spell that is seen to be cast at somebody who is not seen would tell where they are. */
function castFor(
	{ aimedAt, ...deed }: Extract<Deed, { kind: "cast" }>,
	isSeen: (entityId: string) => boolean,
): Deed {
	if (aimedAt === undefined) return deed;
	return isSeen(aimedAt) ? { ...deed, aimedAt } : { ...deed, at: null };
}
