import type { EncounterState } from "../../../client/encounters/index.js";
import { sameCell } from "../../../src/encounters/engine/map.js";
import type { GameView, ParticipantView } from "../../../src/encounters/engine/view.js";

/** Who is drawn where they are not yet: by what is under way, and by what waits. */
export function foreseenIn(
	{ pending, confirmed }: Pick<EncounterState, "pending" | "confirmed">,
	drawn: GameView,
): ReadonlySet<string> {
	const isMoved = ({ entityId, position }: ParticipantView): boolean => {
		const was = confirmed?.participants[entityId]?.position;
		return was !== undefined && !sameCell(was, position);
	};
	return new Set([
		...pending.filter((one) => one.isForeseen).flatMap(({ entityId }) => entityId ?? []),
		...Object.values(drawn.participants)
			.filter(isMoved)
			.map(({ entityId }) => entityId),
	]);
}
