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
	/** Id of the item that it is about. */
	readonly item?: string;
}

type Change = WorldUpdateWire["changes"][number];
type ItemChange = Exclude<Change, { readonly operation: "update" }>;

/** How far a quest is, in words. */
export function questParts({ title, found, needed, status }: QuestWire): readonly Part[] {
	const far =
		status === "won" ? `won, all ${needed} found` : `${Math.min(found.length, needed)} of ${needed}`;
	return [`${title}: `, { name: far }];
}

const idOf = (change: ItemChange): string => (change.operation === "add" ? change.item.id : change.item_id);

const placeOf = (change: ItemChange) => (change.operation === "add" ? change.to : change.from);

/** What became of one item: the player's own doing where it came to them or went from them, else somebody's. */
function itemTelling(changes: readonly ItemChange[], names: (id: string) => Part): Telling | undefined {
	const first = changes[0];
	if (!first) return undefined;
	const item = idOf(first);
	const name = names(item);
	const own = changes.find((change) => placeOf(change).kind === "inventory");
	if (own?.operation === "add") return { kind: "taken", parts: ["You took ", name], item };
	const shared = changes.find((change) => placeOf(change).kind === "location");
	const at = shared && placeOf(shared);
	const place = at?.kind === "location" ? names(at.id) : undefined;
	if (own) return { kind: "left", parts: ["You left ", name, ...(place ? [" at ", place] : [])], item };
	if (!place) return undefined;
	const parts =
		shared?.operation === "add"
			? ["Somebody left ", name, " at ", place]
			: ["Somebody took ", name, " from ", place];
	return { kind: "others", parts, item };
}

function updateTellings(
	changes: readonly Change[],
	removed: ToldUpdate["removed"],
	world: SharedWorldWire,
): readonly Telling[] {
	const things = [...world.locations, ...world.locations.flatMap(({ items }) => items), ...removed];
	for (const change of changes) if (change.operation === "add") things.push(change.item);
	const names = (id: string): Part => ({ name: things.find((thing) => thing.id === id)?.name ?? id });
	const byItem = new Map<string, ItemChange[]>();
	const walks: Telling[] = [];
	for (const change of changes) {
		if (change.operation === "update") {
			walks.push({ kind: "walked", parts: ["You walked to ", names(change.properties.location)] });
		} else {
			byItem.set(idOf(change), [...(byItem.get(idOf(change)) ?? []), change]);
		}
	}
	return [...walks, ...[...byItem.values()].flatMap((of) => itemTelling(of, names) ?? [])];
}

/** What an update says to people: a sentence for each thing that happened. */
export function tellingsOf({ update, removed }: ToldUpdate, world: SharedWorldWire): readonly Telling[] {
	if (update.type === "world_update") return updateTellings(update.changes, removed, world);
	return [{ kind: update.quest.status === "won" ? "won" : "found", parts: questParts(update.quest) }];
}

/** A sentence as plain text, for those who hear it. */
export function textOf(parts: readonly Part[]): string {
	return parts.map((part) => (typeof part === "string" ? part : part.name)).join("");
}
