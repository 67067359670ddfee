import { t } from "@rbxts/t";
import type { Arrival } from "./registry";

/** Attributes of an NPC model that describe it; a change of one of them is a change of the entity. */
export const NPC_ATTRIBUTES = [
	"DisplayName",
	"NpcId",
	"ResponseRadius",
	"Abilities",
	"ResponseSpeed",
	"Persona",
	"WanderRadius",
] as const;

export type NpcAttribute = (typeof NPC_ATTRIBUTES)[number];

/** Studs within which an NPC reacts, where its model does not say. */
const DEFAULT_RESPONSE_RADIUS = 20;
/** Factor on the pauses of an NPC that has no `ResponseSpeed`. */
const DEFAULT_RESPONSE_SPEED = 1;

const positive = t.numberConstrained(0, 10_000);
const text = t.string;

/** What stands in for attributes that are absent. */
export interface NpcDefaults {
	readonly id: string;
	readonly name: string;
	readonly wanderRadius: number;
}

function splitAbilities(list: string): ReadonlySet<string> {
	const abilities = new Set<string>();
	for (const part of list.split(",")) {
		const [ability] = string.match(part, "^%s*(.-)%s*$");
		if (typeIs(ability, "string") && ability !== "") abilities.add(ability);
	}
	return abilities;
}

/**
 * What a model's attributes say of its NPC. An attribute of the wrong type or out of range (0 to 10,000) counts
 * as absent and is named in `problems`.
 */
export function readNpcAttributes(
	attributes: ReadonlyMap<string, unknown>,
	defaults: NpcDefaults,
): { readonly arrival: Arrival; readonly problems: readonly string[] } {
	const problems: string[] = [];
	const read = <T>(name: NpcAttribute, check: t.check<T>, fallback: T): T => {
		const value = attributes.get(name);
		if (value === undefined) return fallback;
		if (check(value)) return value;
		problems.push(`${name} cannot be ${tostring(value)}`);
		return fallback;
	};
	const id = read("NpcId", text, defaults.id);
	const arrival: Arrival = {
		id: id === "" ? defaults.id : id,
		name: read("DisplayName", text, defaults.name),
		type: "npc",
		abilities: splitAbilities(read("Abilities", text, "")),
		responseRadius: read("ResponseRadius", positive, DEFAULT_RESPONSE_RADIUS),
		responseSpeed: read("ResponseSpeed", positive, DEFAULT_RESPONSE_SPEED),
		persona: read("Persona", text, ""),
		wanderRadius: read("WanderRadius", positive, defaults.wanderRadius),
	};
	return { arrival, problems };
}
