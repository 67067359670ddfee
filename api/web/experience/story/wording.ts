import type {
	QuestWire,
	SharedWorldWire,
	ToldUpdate,
	WorldUpdateWire,
} from "../../../client/experience/index.js";

/** A sentence in parts: plain text, or something by its name. */
export type Part = string | { readonly name: string };

/** What kind of thing happened, for its sign in the story. */
export type TellingKind = "taken" | "left" | "walked" | "found" | "won" | "others";

export interface Telling {
	readonly kind: TellingKind;
	readonly parts: readonly Part[];
}

/** How far a quest is, in words. */
export function questParts({ title, found, needed, status }: QuestWire): readonly Part[] {
	if (status === "won") return [{ name: title }, `: won with all ${needed}`];
	return [{ name: title }, `: ${Math.min(found.length, needed)} of ${needed}`];
}

function changeParts(update: WorldUpdateWire, told: ToldUpdate, world: SharedWorldWire): readonly Telling[] {
	const place = (id: string): Part => ({ name: world.locations.find((one) => one.id === id)?.name ?? id });
	const item = (id: string): Part => ({ name: told.removed.find((one) => one.id === id)?.name ?? id });
	const { changes } = update;
	const carried = new Set(
		changes.flatMap((change) =>
			change.operation === "add" && change.to.kind === "inventory" ? [change.item.id] : [],
		),
	);
	const dropped = new Set(
		changes.flatMap((change) =>
			change.operation === "remove" && change.from.kind === "inventory" ? [change.item_id] : [],
		),
	);
	return changes.flatMap((change): readonly Telling[] => {
		if (change.operation === "update") {
			return [{ kind: "walked", parts: ["You walked to ", place(change.properties.location)] }];
		}
		if (change.operation === "add") {
			const { to, item: added } = change;
			if (to.kind === "inventory") return [{ kind: "taken", parts: ["You took ", { name: added.name }] }];
			// One sentence for both ends: what was dropped lies where it was left.
			return dropped.has(added.id)
				? [{ kind: "left", parts: ["You left ", { name: added.name }, " at ", place(to.id)] }]
				: [{ kind: "others", parts: ["Somebody left ", { name: added.name }, " at ", place(to.id)] }];
		}
		const { from, item_id: id } = change;
		if (from.kind === "location") {
			return carried.has(id)
				? []
				: [{ kind: "others", parts: ["Somebody took ", item(id), " from ", place(from.id)] }];
		}
		const lands = changes.some(
			(other) => other.operation === "add" && other.to.kind === "location" && other.item.id === id,
		);
		return lands ? [] : [{ kind: "left", parts: ["You no longer carry ", item(id)] }];
	});
}

/** What an update says to people: a sentence for each thing that happened. */
export function tellingsOf(told: ToldUpdate, world: SharedWorldWire): readonly Telling[] {
	const { update } = told;
	if (update.type === "world_update") return changeParts(update, told, world);
	return [{ kind: update.quest.status === "won" ? "won" : "found", parts: questParts(update.quest) }];
}

/** A sentence as plain text, for those who hear it. */
export function textOf(parts: readonly Part[]): string {
	return parts.map((part) => (typeof part === "string" ? part : part.name)).join("");
}
