import type { Actor } from "./commands.js";
import { ANSWERS_KEPT, ANSWERS_KEPT_EACH, MOST_ANSWERS } from "./limits.js";
import type { Answered } from "./state.js";

/** Who gives a command, by kind and name: the room itself has none. */
export function giverOf(by: Actor): readonly [kind: Actor["kind"], name: string] {
	switch (by.kind) {
		case "dm":
		case "player":
			return [by.kind, by.userId];
		case "mind":
			return [by.kind, by.entityId];
		case "system":
			return [by.kind, ""];
	}
}

/** Answers with one more. Where they are too many, the oldest of those who have more than their share is forgotten. */
export function withAnswer(
	answered: readonly Answered[],
	by: Actor,
	one: Omit<Answered, "giver">,
): readonly Answered[] {
	const all = [...answered, { ...one, giver: JSON.stringify(giverOf(by)) }];
	if (all.length <= ANSWERS_KEPT) return all;
	const counts = new Map<string, number>();
	for (const { giver } of all) counts.set(giver, (counts.get(giver) ?? 0) + 1);
	const spare = all.findIndex(({ giver }) => counts.get(giver)! > ANSWERS_KEPT_EACH);
	return spare < 0 ? all.slice(-MOST_ANSWERS) : all.toSpliced(spare, 1);
}
