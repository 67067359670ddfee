import { canSee, isOwn, participantView, projectTable, type TableView } from "./project.js";
import { type GameState, type Participant, participantOf } from "./state.js";
import type { ParticipantView, ViewDelta, Viewer } from "./view.js";

/** The state on either side of an event. */
export interface Around {
	readonly before: GameState;
	readonly after: GameState;
}

/**
 * What leads from a viewer's view before to the one after, its talk aside: whole fields of those things that changed.
 * Views are made of that alone which may differ. Most of what happens is one participant's, and everybody is told.
 */
export function diffViews(around: Around, viewer: Viewer): readonly ViewDelta[] {
	const isSightSame = isSeenAlike(around);
	return [...participantDeltas(around, viewer, isSightSame), ...tableDeltas(around, viewer, isSightSame)];
}

/** Whether the same are there, each to be seen by the same viewers. */
function isSeenAlike({ before, after }: Around): boolean {
	const ids = Object.keys(after.participants);
	if (ids.length !== Object.keys(before.participants).length) return false;
	return ids.every((id) => {
		const [was, is] = [participantOf(before, id), participantOf(after, id)!];
		return was === is || (was?.isHidden === is.isHidden && was.userId === is.userId);
	});
}

/** Those whom a viewer saw, then those whom they see now: whoever is hidden has no place in their order either. */
function idsSeen({ before, after }: Around, viewer: Viewer): ReadonlySet<string> {
	const seenIn = (state: GameState) =>
		Object.keys(state.participants).filter((id) => canSee(state, viewer, id));
	return new Set([...seenIn(before), ...seenIn(after)]);
}

/** What each may do with their turn hangs on whose it is. */
function isTurnSame({ before, after }: Around): boolean {
	return TURN_FIELDS.every((field) => before[field] === after[field]);
}

const TURN_FIELDS = ["status", "initiativeOrder", "currentTurnIndex"] as const;

function participantDeltas(around: Around, viewer: Viewer, isSightSame: boolean): readonly ViewDelta[] {
	const { before, after } = around;
	const isOfOwnSame = isSightSame && isTurnSame(around);
	return [...idsSeen(around, viewer)].flatMap((entityId): readonly ViewDelta[] => {
		const [was, is] = [participantOf(before, entityId), participantOf(after, entityId)];
		const isRestSame = is && isOwn(viewer, is) ? isOfOwnSame : isSightSame;
		if (was === is && isRestSame) return [];
		const [seenBefore, seen] = [viewOf(before, viewer, was), viewOf(after, viewer, is)];
		// Fields that are there no more cannot be told as changes.
		if (!seenBefore || !seen || Object.keys(seenBefore).some((field) => !(field in seen))) {
			return [{ type: "participant", entityId, participant: seen ?? null }];
		}
		const changes: Partial<ParticipantView> = changedFields(seenBefore, seen);
		return Object.keys(changes).length > 0 ? [{ type: "participant", entityId, changes }] : [];
	});
}

function viewOf(state: GameState, viewer: Viewer, one: Participant | undefined): ParticipantView | undefined {
	return one && canSee(state, viewer, one.entityId) ? participantView(state, viewer, one) : undefined;
}

/** Of a state, what a view's table is made of. */
const TABLE_FIELDS = [
	...TURN_FIELDS,
	"interactionId",
	"settings",
	"dmId",
	"roundNumber",
	"turn",
	"mapState",
	"place",
	"pauseReason",
	"outcome",
	"notes",
] as const;

function tableDeltas({ before, after }: Around, viewer: Viewer, isSightSame: boolean): readonly ViewDelta[] {
	if (isSightSame && TABLE_FIELDS.every((field) => before[field] === after[field])) return [];
	const changes = changedFields(projectTable(before, viewer), projectTable(after, viewer));
	const { turn, currentTurnIndex, roundNumber, initiativeOrder, mapState, ...interaction } = changes;
	return [
		...deltaOf("initiative", { initiativeOrder }),
		...deltaOf("turn", { turn, currentTurnIndex, roundNumber }),
		...deltaOf("map", { mapState }),
		...deltaOf("interaction", interaction),
	];
}

function deltaOf(
	type: "initiative" | "turn" | "map" | "interaction",
	fields: Partial<TableView>,
): readonly ViewDelta[] {
	const changes = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
	return Object.keys(changes).length > 0 ? [{ type, changes }] : [];
}

function changedFields<T extends object>(before: T, after: T): Partial<T> {
	const changed = Object.entries(after).filter(([field, value]) => !isSame(before[field as keyof T], value));
	return Object.fromEntries(changed) as Partial<T>;
}

/** Views are small and are made anew each time, so that they are compared by what is in them. */
function isSame(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== "object" || typeof other !== "object") return false;
	return JSON.stringify(one) === JSON.stringify(other);
}
