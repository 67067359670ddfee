import type { GameView, ParticipantView, ViewDelta } from "./view.js";

/** What leads from one view to the other, its talk aside: whole fields of those things that changed. */
export function diffViews(before: GameView, after: GameView): readonly ViewDelta[] {
	const { participants: _participants, chatLog: _chatLog, ...changes } = changedFields(before, after);
	const { turn, currentTurnIndex, roundNumber, initiativeOrder, mapState, ...interaction } = changes;
	return [
		...participantDeltas(before, after),
		...deltaOf("initiative", { initiativeOrder }),
		...deltaOf("turn", { turn, currentTurnIndex, roundNumber }),
		...deltaOf("map", { mapState }),
		...deltaOf("interaction", interaction),
	];
}

function deltaOf(
	type: "initiative" | "turn" | "map" | "interaction",
	fields: Partial<GameView>,
): readonly ViewDelta[] {
	const changes = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
	return Object.keys(changes).length > 0 ? [{ type, changes }] : [];
}

function participantDeltas(before: GameView, after: GameView): readonly ViewDelta[] {
	const ids = new Set([...Object.keys(before.participants), ...Object.keys(after.participants)]);
	return [...ids].flatMap((entityId): readonly ViewDelta[] => {
		const [was, is] = [before.participants[entityId], after.participants[entityId]];
		// Fields that are there no more cannot be told as changes.
		if (!was || !is || Object.keys(was).some((field) => !(field in is))) {
			return [{ type: "participant", entityId, participant: is ?? null }];
		}
		const changes: Partial<ParticipantView> = changedFields(was, is);
		return Object.keys(changes).length > 0 ? [{ type: "participant", entityId, changes }] : [];
	});
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
