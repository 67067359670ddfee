import type { EventWire } from "../../../../game/src/shared/wire/index.js";
import type { SyncedEntity, SyncedWorld } from "../../../client/index.js";

/** A sentence in parts: plain text, or somebody by name. */
export type Part = string | { readonly name: string; readonly id?: string };

/** What kind of thing happened, for its sign in the list. */
export type HappeningKind = "gathered" | "joined" | "left" | "merged" | "split" | "parted" | "talked";

export interface Sentence {
	readonly kind: HappeningKind;
	readonly parts: readonly Part[];
	/** What was said, where it is known. */
	readonly quote?: string;
	/** Ids of the members it is about: what the map shows for it. */
	readonly about: readonly string[];
}

/** Finds members by the key or id that an event names. */
export type Lookup = (key: string) => SyncedEntity | undefined;

const KINDS: Readonly<Record<string, HappeningKind>> = {
	cluster_formed: "gathered",
	cluster_joined: "joined",
	cluster_left: "left",
	cluster_merged: "merged",
	cluster_split: "split",
	cluster_dissolved: "parted",
};

/** Verbs for the interactions that places send; any other type is told by its own words. */
const VERBS: Readonly<Record<string, string>> = {
	greeting: "greeted",
	greet: "greeted",
	talk: "talked with",
	conversation: "talked with",
	chat: "talked with",
	message: "spoke to",
	speech: "spoke to",
};

/** Names told one by one before the rest is counted. */
const NAMED = 3;

function person(key: string, lookup: Lookup): Part {
	const entity = lookup(key);
	return entity ? { name: entity.name ?? entity.id, id: entity.id } : { name: key };
}

/** "Ada", "Ada and Bo", "Ada, Bo and 3 others". */
export function listed(people: readonly Part[]): readonly Part[] {
	const shown = people.length > NAMED + 1 ? people.slice(0, NAMED - 1) : people;
	const rest = people.length - shown.length;
	const all: readonly Part[] = rest > 0 ? [...shown, `${rest} others`] : shown;
	return all.flatMap((part, index) => {
		if (index === 0) return [part];
		return [index === all.length - 1 ? " and " : ", ", part];
	});
}

function keysIn(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((key) => typeof key === "string") : [];
}

function membersOf(event: EventWire, worlds: readonly SyncedWorld[]): readonly string[] {
	const told = keysIn(event.data?.["members"]);
	if (told.length > 0) return told;
	const id = event.clusterId ?? event.actor;
	for (const world of worlds) {
		const members = world.clusters.get(id)?.members;
		if (members) return members;
	}
	return [];
}

function clusterParts(kind: HappeningKind, actor: Part, others: readonly Part[]): readonly Part[] {
	const company = others.length > 0 ? listed(others) : ["the group"];
	switch (kind) {
		case "gathered":
			return others.length > 0 ? [...listed(others), " gathered"] : ["A group gathered"];
		case "joined":
			return [actor, " joined ", ...company];
		case "left":
			return [actor, " left ", ...company];
		case "merged":
			return others.length > 0 ? ["Two groups became one: ", ...listed(others)] : ["Two groups became one"];
		case "split":
			return others.length > 0 ? ["A group split: ", ...listed(others), " stay together"] : ["A group split"];
		case "parted":
			return others.length > 0 ? [...listed(others), " went their own ways"] : ["A group broke up"];
		case "talked":
			return [actor, " talked with ", ...company];
	}
}

function quoteOf(event: EventWire): { readonly quote?: string } {
	for (const field of ["text", "message", "narrative"]) {
		const said = event.data?.[field];
		if (typeof said === "string" && said.trim() !== "") return { quote: said.trim() };
	}
	return {};
}

function interaction(event: EventWire, lookup: Lookup): Sentence {
	const actor = person(event.actor, lookup);
	const keys = event.target === undefined ? [event.actor] : [event.actor, event.target];
	const about = keys.flatMap((key) => lookup(key)?.id ?? []);
	const verb = VERBS[event.type] ?? `${event.type.replaceAll(/[_-]+/g, " ")}${event.target ? " with" : ""}`;
	const plain = event.target === undefined ? verb.replace(/ (with|to)$/, "") : verb;
	const parts = [
		actor,
		` ${plain}`,
		...(event.target === undefined ? [] : [" ", person(event.target, lookup)]),
	];
	return { kind: "talked", parts, about, ...quoteOf(event) };
}

/**
 * What an event says to people. `worlds` are the worlds to look clusters up in, the likeliest first: a cluster
 * that is gone is still in the world before.
 */
export function sentenceOf(event: EventWire, lookup: Lookup, worlds: readonly SyncedWorld[]): Sentence {
	const kind = KINDS[event.type];
	if (!kind) return interaction(event, lookup);
	const moved = kind === "joined" || kind === "left";
	const actor = lookup(event.actor);
	const members = membersOf(event, worlds).filter(
		(key) => !moved || (key !== event.actor && lookup(key)?.id !== actor?.id),
	);
	const about = [...(moved ? [event.actor] : []), ...members].flatMap((key) => lookup(key)?.id ?? []);
	const others = members.map((key) => person(key, lookup));
	return { kind, parts: clusterParts(kind, person(event.actor, lookup), others), about };
}

/** The sentence as plain text, for those who hear it. */
export function plainText({ parts, quote }: Sentence): string {
	const text = parts.map((part) => (typeof part === "string" ? part : part.name)).join("");
	return quote === undefined ? text : `${text}: “${quote}”`;
}
