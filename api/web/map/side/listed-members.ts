import type { SyncedEntity, SyncedWorld } from "../../../client/index.js";
import { zoneName } from "../scene/zones.js";

export interface ListedMember {
	readonly id: string;
	readonly name: string;
	readonly type: SyncedEntity["type"];
	/** Where it is, in words. */
	readonly where: string;
}

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function where(entity: SyncedEntity, world: SyncedWorld): string {
	if (!entity.position) return "Position unknown";
	const together =
		entity.cluster === undefined ? 0 : (world.clusters.get(entity.cluster)?.members.length ?? 0);
	const parts = [zoneName(entity.location), together > 1 ? `${together} together` : undefined];
	return parts.filter((part) => part !== undefined).join(" · ");
}

/** Members whose name or location holds the words searched for, players first, by name. */
export function listedMembers(world: SyncedWorld, search: string): readonly ListedMember[] {
	const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	return [...world.entities.values()]
		.map((entity) => ({
			id: entity.id,
			name: entity.name ?? entity.id,
			type: entity.type,
			where: where(entity, world),
		}))
		.filter(({ name, where: place }) => {
			const text = `${name} ${place}`.toLocaleLowerCase();
			return words.every((word) => text.includes(word));
		})
		.sort(
			(a, b) => Number(b.type === "player") - Number(a.type === "player") || byName.compare(a.name, b.name),
		);
}
