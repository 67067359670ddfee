import { t } from "@rbxts/t";
import type { QuestWire } from "../../shared/wire";

const isId = t.interface({ id: t.string });
const isPlace = t.interface({ kind: t.string, id: t.optional(t.string) });

const isQuest: t.check<QuestWire> = t.interface({
	id: t.string,
	title: t.string,
	status: t.union(t.literal("active"), t.literal("won")),
	found: t.array(t.string),
	needed: t.number,
});

/** As much of a `SharedWorldWire` as a place needs. */
const isWorld = t.interface({
	locations: t.array(t.interface({ id: t.string, items: t.array(isId) })),
});
export type WorldItems = t.static<typeof isWorld>;

/** Answer of `GET …/shared`; events of other kinds may come to it with time. */
export const isSharedPoll = t.interface({
	cursor: t.string,
	events: t.array(t.interface({ event: t.string, data: t.any })),
	state: t.optional(isWorld),
});

/** Answer of `GET …/view`. */
export const isViewAnswer = t.interface({ view: t.interface({ quests: t.array(isQuest) }) });

/** An `ActionResultWire`. */
export const isActionResult = t.interface({
	success: t.boolean,
	message: t.string,
	code: t.optional(t.string),
});

const isUpdate = t.interface({
	user_id: t.string,
	changes: t.array(t.table),
	quests: t.array(isQuest),
	action_id: t.optional(t.string),
});
const isAddition = t.interface({ operation: t.literal("add"), to: isPlace, item: isId });
const isRemoval = t.interface({ operation: t.literal("remove"), from: isPlace, item_id: t.string });

/** An item came to a location, or left it. */
export interface ItemMove {
	readonly itemId: string;
	readonly kind: "to" | "from";
	readonly locationId: string;
}

/** What the place needs of a `SharedUpdateWire`. */
export interface SharedUpdate {
	readonly userId: string;
	readonly actionId?: string;
	readonly moves: readonly ItemMove[];
	readonly quests: readonly QuestWire[];
}

/** Undefined where a change is of no item at a location: others may come to be told with time. */
function moveOf(change: unknown): ItemMove | undefined {
	const [kind, place, itemId] = isAddition(change)
		? (["to", change.to, change.item.id] as const)
		: isRemoval(change)
			? (["from", change.from, change.item_id] as const)
			: ([] as const);
	if (kind === undefined || place.kind !== "location" || place.id === undefined) return undefined;
	return { kind, itemId, locationId: place.id };
}

/** Reads the data of a `shared_update`; undefined where it is none. */
export function readUpdate(data: unknown): SharedUpdate | undefined {
	if (!isUpdate(data)) return undefined;
	const moves: ItemMove[] = [];
	for (const change of data.changes) {
		const move = moveOf(change);
		if (move !== undefined) moves.push(move);
	}
	return { userId: data.user_id, actionId: data.action_id, moves, quests: data.quests };
}
