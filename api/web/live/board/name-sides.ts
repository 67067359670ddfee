import type { ParticipantView } from "../../../src/encounters/engine/view.js";

/** On which side of a token its name stands. */
export type NameSide = "below" | "above";

/** Letters that have room between the tokens of the cells beside. */
const LETTERS_BETWEEN = 8;

type Named = Pick<ParticipantView, "entityId" | "name" | "position">;

/** Where names stand, by entity id: they cover nobody's token. Whose name has room nowhere has initials alone. */
export function nameSides(people: readonly Named[]): ReadonlyMap<string, NameSide> {
	const taken = new Set(people.map(({ position: { x, y } }) => `${x},${y}`));
	const isFree = ({ name, position: { x, y } }: Named, by: 1 | -1): boolean => {
		const reach = name.length > LETTERS_BETWEEN ? [-1, 0, 1] : [0];
		return reach.every((aside) => !taken.has(`${x + aside},${y + by}`));
	};
	return new Map(
		people.flatMap((one): (readonly [string, NameSide])[] => {
			if (isFree(one, 1)) return [[one.entityId, "below"]];
			return isFree(one, -1) ? [[one.entityId, "above"]] : [];
		}),
	);
}
