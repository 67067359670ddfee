import type { RandomSource } from "../../shared/util/ports";
import type { Entity, Frame } from "../entities/entity";
import type { Spot } from "./wander";
import { chooseSpot } from "./wander";

/** Moves bodies; `undefined` where an entity has none now. */
export interface Mover {
	readonly walkTo: (id: string, spot: Spot) => void;
}

export interface WanderDeps {
	readonly mover: Mover;
	readonly random: RandomSource;
	readonly entity: (id: string) => Entity | undefined;
	/** Whether an NPC is held by a conversation and stands still. */
	readonly isBusy: (id: string) => boolean;
}

/** NPCs that wander around the place where they were first seen. */
export interface Wanderers {
	/** Lets every NPC that may move decide once. Entities that left the frame for good lose their home in `forget`. */
	readonly step: (frame: Frame) => void;
	readonly forget: (id: string) => void;
}

/** Only an NPC with the ability `move` wanders. */
export function createWanderers(deps: WanderDeps): Wanderers {
	const homes = new Map<string, Spot>();

	const spotsOf = (frame: Frame): Spot[] => frame.ids.map((_, i) => ({ x: frame.xs[i]!, z: frame.zs[i]! }));

	return {
		step: (frame) => {
			const crowd = spotsOf(frame);
			frame.ids.forEach((id, i) => {
				const entity = deps.entity(id);
				if (entity?.type !== "npc" || !entity.abilities.has("move")) return;
				const home = homes.get(id) ?? crowd[i]!;
				homes.set(id, home);
				if (deps.isBusy(id)) return;
				const spot = chooseSpot({ home, radius: entity.wanderRadius, crowd, self: i }, deps.random);
				if (spot) deps.mover.walkTo(id, spot);
			});
		},
		forget: (id) => {
			homes.delete(id);
		},
	};
}
