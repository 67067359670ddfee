import type { Cluster } from "../clusters/cluster";
import type { Spot } from "../npcs/wander";
import type { OpenEncounterWire } from "../../shared/wire";
import { isOpened } from "./encounter-checks";
import type { EncounterDeps } from "./encounter-ports";
import type { Errands } from "./errands";
import { WORDS } from "./wording";

const PATH = "/v1/encounters";

export interface OpeningDeps extends Pick<
	EncounterDeps,
	"config" | "stage" | "mayOpen" | "clusterOf" | "spotOf" | "newId"
> {
	readonly errands: Errands;
	/** Those that are on. */
	readonly rooms: () => number;
	/** Somebody is in an encounter. */
	readonly isTaken: (id: string) => boolean;
	/** Whoever stood where when it was asked for, by entity id. */
	readonly onOpened: (userId: string, roomId: string, standing: ReadonlyMap<string, Spot>) => void;
}

/** Lets players open encounters from those among whom they stand. */
export interface Openings {
	readonly isOffered: (userId: string) => boolean;
	/** Asks the backend for a room, or tells the player why not. */
	readonly open: (userId: string) => void;
}

export function createOpenings(deps: OpeningDeps): Openings {
	const { config, stage, errands } = deps;
	/** Those of whom a room is about to be made, by entity id. */
	const opening = new Map<string, ReadonlySet<string>>();

	const isBusy = (id: string) => {
		if (deps.isTaken(id)) return true;
		for (const [, members] of opening) if (members.has(id)) return true;
		return false;
	};
	/** The cluster from which somebody may open one, or why they may not. */
	const groundFor = (userId: string): Cluster | string => {
		if (!deps.mayOpen(userId)) return WORDS.mayNot;
		const cluster = deps.clusterOf(userId);
		if (!cluster) return WORDS.nobody;
		if (cluster.members.some(isBusy)) return WORDS.taken;
		return deps.rooms() + opening.size() >= config.maxEncounters ? WORDS.tooMany : cluster;
	};

	return {
		isOffered: (userId) => !typeIs(groundFor(userId), "string"),
		open: (userId) => {
			const cluster = groundFor(userId);
			if (typeIs(cluster, "string")) return stage.tell(userId, cluster);
			const standing = new Map<string, Spot>();
			for (const id of cluster.members) {
				const spot = deps.spotOf(id);
				if (spot) standing.set(id, spot);
			}
			opening.set(userId, new Set(cluster.members));
			stage.tell(userId, WORDS.opening);
			const body: OpenEncounterWire = {
				id: deps.newId(),
				dm_user_id: userId,
				world_id: config.world,
				cluster_id: cluster.id,
				studs_per_cell: config.encounterCellStuds,
				turn_seconds: config.encounterTurnSeconds,
			};
			errands.add({
				userId,
				path: PATH,
				body,
				isExpected: isOpened,
				onEnd: (answer) => {
					opening.delete(userId);
					if (answer) deps.onOpened(userId, answer.room_id, standing);
					else stage.tell(userId, WORDS.notOpened);
				},
				onTrouble: () => stage.tell(userId, WORDS.away),
			});
		},
	};
}
