import type { RandomSource } from "../../shared/util/ports";
import type { Entity, Frame } from "../entities/entity";
import type { Spot } from "./wander";
import { around, chooseSpot, within } from "./wander";

/** Moves bodies; `undefined` where an entity has none now. */
export interface Mover {
	/** To a spot: on its own storey, or on that of a root at height `y`. */
	readonly walkTo: (id: string, spot: Spot & { readonly y?: number }) => void;
}

export interface WanderDeps {
	readonly mover: Mover;
	readonly random: RandomSource;
	readonly entity: (id: string) => Entity | undefined;
	/** Whether an NPC is held by a conversation and stands still. */
	readonly isBusy: (id: string) => boolean;
	/** Whom an NPC keeps to, by entity id: its home is where they are. */
	readonly keepsTo: (id: string) => string | undefined;
	/** Studs from its home at which an NPC that keeps to somebody is called back. */
	readonly recallStuds: number;
}

/** NPCs that wander around the place where they were first seen, or around somebody. */
export interface Wanderers {
	/** Lets every NPC that may move decide once. Entities that left the frame for good lose their home in `forget`. */
	readonly step: (frame: Frame) => void;
	/** Calls back at once whoever has been left behind by the one whom it keeps to. */
	readonly recall: (frame: Frame) => void;
	readonly forget: (id: string) => void;
}

/** Studs from somebody to whom one who was called back comes, and that they must have gone on for another call. */
const RECALLED_TO_STUDS = 5;
const GONE_ON_STUDS = 3;

/** Only an NPC with the ability `move` wanders. */
export function createWanderers(deps: WanderDeps): Wanderers {
	const homes = new Map<string, Spot>();
	/** Where those were to whom somebody was called. */
	const calledTo = new Map<string, Spot>();

	const spotsOf = (frame: Frame): Spot[] => frame.ids.map((_, i) => ({ x: frame.xs[i]!, z: frame.zs[i]! }));
	const isFree = (id: string) => deps.entity(id)?.abilities.has("move") === true && !deps.isBusy(id);
	/** Where the one is whom an NPC keeps to. */
	const keeperIn = (frame: Frame, id: string) => {
		const keeperId = deps.keepsTo(id);
		const i = keeperId === undefined ? -1 : frame.ids.indexOf(keeperId);
		return i === -1 ? undefined : { x: frame.xs[i]!, y: frame.ys[i]!, z: frame.zs[i]! };
	};

	return {
		step: (frame) => {
			const crowd = spotsOf(frame);
			frame.ids.forEach((id, i) => {
				const entity = deps.entity(id);
				if (entity?.type !== "npc" || !entity.abilities.has("move")) return;
				const home = keeperIn(frame, id) ?? homes.get(id) ?? crowd[i]!;
				homes.set(id, home);
				if (deps.isBusy(id)) return;
				const spot = chooseSpot({ home, radius: entity.wanderRadius, crowd, self: i }, deps.random);
				if (spot) deps.mover.walkTo(id, spot);
			});
		},
		recall: (frame) => {
			frame.ids.forEach((id, i) => {
				const keeper = keeperIn(frame, id);
				const isBehind = keeper && !within(keeper, deps.recallStuds, { x: frame.xs[i]!, z: frame.zs[i]! });
				if (!isBehind || !isFree(id)) {
					calledTo.delete(id);
					return;
				}
				const called = calledTo.get(id);
				if (called && within(keeper, GONE_ON_STUDS, called)) return;
				calledTo.set(id, keeper);
				const spot = around(keeper, RECALLED_TO_STUDS, deps.random);
				deps.mover.walkTo(id, { ...spot, y: keeper.y });
			});
		},
		forget: (id) => {
			homes.delete(id);
			calledTo.delete(id);
		},
	};
}
