import { z } from "zod";
import type { Vec3Wire } from "../../../../game/src/shared/wire/index.js";
import { Refusal } from "../../http/refusal.js";
import type { Encounters } from "../encounters.js";
import type { NewParticipant } from "../engine/commands.js";
import { MOST_NAME, MOST_PARTICIPANTS } from "../engine/limits.js";
import type { Cell, EntityType, RoomPlace, Settings } from "../engine/state.js";
import { anyId, memberSheet, settings } from "./inputs.js";
import { cellOf, layOut } from "./lay-out.js";
import { STUDS_PER_CELL, USUAL_HP } from "./router-limits.js";
import { roomsOwnId } from "./seats.js";

/** Somebody who stands in a cluster of a place. */
export interface ClusterMember {
	readonly id: string;
	/** What the servers of the place call them, where the world calls them otherwise; a player's is their user id. */
	readonly placeId?: string;
	readonly name: string;
	readonly type: "npc" | "player";
	/** Of a player. */
	readonly userId?: string;
	/** Studs; null where nobody has said. */
	readonly position: Vec3Wire | null;
}

/** The members of a cluster as they stand now. Rejects with Refusal `not_found` where there is no such cluster. */
export type ClusterOf = (worldId: string, clusterId: string) => Promise<readonly ClusterMember[]>;

/** How a cluster becomes an encounter. */
export const clusterOrder = {
	worldId: anyId,
	clusterId: anyId,
	/** Studs along one side of a cell. */
	studsPerCell: z.number().min(1).max(100).optional(),
	/** What is known of members beyond where they stand: by their id, or by what the servers of the place call them. */
	sheets: z
		.record(anyId, memberSheet)
		.refine((given) => Object.keys(given).length <= MOST_PARTICIPANTS, "must be no more than may come")
		.optional(),
	...settings,
};

export interface ClusterOrder extends Partial<Settings> {
	readonly worldId: string;
	readonly clusterId: string;
	readonly studsPerCell?: number | undefined;
	readonly sheets?: Readonly<Record<string, z.infer<typeof memberSheet>>> | undefined;
	readonly id?: string;
	readonly dmId: string;
}

/** What anybody has at hand. */
const FISTS = {
	attackId: "strike",
	name: "Strike",
	kind: "melee",
	bonus: 2,
	range: 1,
	damage: [{ dice: "1d4", type: "bludgeoning" }],
} as const;

/**
 * Opens a room with the members of a cluster where they stand; all servers of the place know them in it. Done once under
 * one id, through any failure.
 */
export async function openFromCluster(
	{ encounters, clusterOf }: { readonly encounters: Encounters; readonly clusterOf: ClusterOf },
	{ worldId, clusterId, studsPerCell = STUDS_PER_CELL, sheets = {}, dmId, id, ...given }: ClusterOrder,
): Promise<{ readonly roomId: string; readonly place: RoomPlace }> {
	const members = (await clusterOf(worldId, clusterId)).slice(0, MOST_PARTICIPANTS);
	if (members.length === 0) throw new Refusal("conflict", "Nobody stands in this cluster any more.");
	const laidOut = layOut(
		members.map(({ position }) => position),
		studsPerCell,
	);
	const { roomId } = await encounters.create({
		...given,
		mapState: laidOut.mapState,
		place: { worldId, corner: laidOut.corner, studsPerCell },
		dmId,
		...(id !== undefined && { id }),
	});
	// Opened again under the same id, it lies where it lay when those who come now stood elsewhere.
	const { view } = await encounters.look(roomId, { kind: "dm" });
	const place = view.place!;
	const known = new Map(Object.entries(sheets));
	for (const member of members) {
		const sheet = known.get(member.id) ?? known.get(member.placeId ?? member.id);
		const cell = cellOf({ ...place, mapState: view.mapState }, member.position);
		const participant = { ...participantFor(member, cell), ...sheet };
		await encounters.command(roomId, {
			// Those who are in stay as they are.
			id: roomsOwnId("open", member.id),
			by: { kind: "dm", userId: dmId },
			body: { type: "addParticipant", participant },
		});
	}
	return { roomId, place };
}

/** A member as they come where nobody says more of them. */
function participantFor(
	{ id, placeId = id, name, type, userId }: ClusterMember,
	position: Cell,
): NewParticipant {
	const entityType: EntityType = type === "player" ? "playerCharacter" : "npc";
	return {
		entityId: placeId.slice(0, MOST_NAME),
		entityType,
		name: name.slice(0, MOST_NAME),
		position,
		maxHP: USUAL_HP,
		attacks: [FISTS],
		...(userId !== undefined && { userId }),
	};
}
