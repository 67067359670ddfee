import type { Cluster } from "../clusters/cluster";
import type { OpenedEncounterWire, OpenEncounterWire } from "../../shared/wire";
import { isOpened } from "./encounter-checks";
import type { EncounterDeps } from "./encounter-ports";
import type { Errands } from "./errands";
import { readSheets } from "./sheets";
import type { SheetSource } from "./sheets";
import { WORDS } from "./wording";

const PATH = "/v1/encounters";

export interface OpeningDeps extends Pick<
	EncounterDeps,
	"config" | "stage" | "mayOpen" | "clusterOf" | "newId" | keyof SheetSource
> {
	readonly errands: Errands;
	/** Those that are on. */
	readonly rooms: () => number;
	/** Somebody is in an encounter. */
	readonly isTaken: (id: string) => boolean;
	/** `members` stood in the cluster when it was asked for, by entity id. */
	readonly onOpened: (opened: OpenedEncounterWire, members: ReadonlySet<string>) => void;
}

/** Lets players open encounters from those among whom they stand. */
export interface Openings {
	readonly isOffered: (userId: string) => boolean;
	/** The place holds no more of them. */
	readonly isFull: () => boolean;
	/** Whether somebody is about to be in an encounter. */
	readonly isOpening: (id: string) => boolean;
	/** Asks the backend for a room, or tells the player why not. */
	readonly open: (userId: string) => void;
}

export function createOpenings(deps: OpeningDeps): Openings {
	const { config, stage, errands } = deps;
	/** Those of whom a room is about to be made, by entity id. */
	const opening = new Map<string, ReadonlySet<string>>();

	const isOpening = (id: string) => {
		for (const [, members] of opening) if (members.has(id)) return true;
		return false;
	};
	const isFull = () => deps.rooms() + opening.size() >= config.maxEncounters;
	/** The cluster from which somebody may open one, or why they may not. */
	const groundFor = (userId: string): Cluster | string => {
		if (!deps.mayOpen(userId)) return WORDS.mayNot;
		const cluster = deps.clusterOf(userId);
		if (!cluster) return WORDS.nobody;
		if (cluster.members.some((id) => deps.isTaken(id) || isOpening(id))) return WORDS.taken;
		return isFull() ? WORDS.tooMany : cluster;
	};

	return {
		isFull,
		isOpening,
		isOffered: (userId) => !typeIs(groundFor(userId), "string"),
		open: (userId) => {
			const cluster = groundFor(userId);
			if (typeIs(cluster, "string")) return stage.tell(userId, cluster);
			const members = new Set([...cluster.members, userId]);
			opening.set(userId, members);
			stage.tell(userId, WORDS.opening);
			const body: OpenEncounterWire = {
				id: deps.newId(),
				dm_user_id: userId,
				world_id: config.world,
				cluster_id: cluster.id,
				studs_per_cell: config.encounterCellStuds,
				turn_seconds: config.encounterTurnSeconds,
				sheets: readSheets(cluster.members, deps),
			};
			errands.add({
				userId,
				path: PATH,
				body,
				isExpected: isOpened,
				onEnd: (answer) => {
					opening.delete(userId);
					if (answer) deps.onOpened(answer, members);
					else stage.tell(userId, WORDS.notOpened);
				},
				onTrouble: () => stage.tell(userId, WORDS.away),
			});
		},
	};
}
