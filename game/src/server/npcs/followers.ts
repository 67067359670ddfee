import type { Entity, Frame } from "../entities/entity";
import { followStep } from "./follow";
import type { Spot } from "./wander";
import type { Mover } from "./wanderers";

export interface FollowerDeps {
	readonly mover: Mover;
	readonly entity: (id: string) => Entity | undefined;
}

/** NPCs that walk after somebody. */
export interface Followers {
	/** Lets an NPC follow somebody else from now on, or nobody. Only one with the ability `move` does. */
	readonly follow: (npcId: string, leaderId: string | undefined) => void;
	readonly isFollowing: (npcId: string) => boolean;
	/** Lets every follower take its next steps, once a second. Who is not to be seen now is waited for. */
	readonly step: (frame: Frame) => void;
	/** Somebody has left: it follows nobody, and nobody follows it. */
	readonly forget: (id: string) => void;
}

export function createFollowers({ mover, entity }: FollowerDeps): Followers {
	/** By follower. */
	const leaders = new Map<string, string>();
	/** Sent on their way, and not yet stopped. */
	const walking = new Set<string>();

	function letGo(npcId: string): void {
		leaders.delete(npcId);
		walking.delete(npcId);
	}

	function spotsOf({ ids, xs, zs }: Frame): ReadonlyMap<string, Spot> {
		const spots = new Map<string, Spot>();
		ids.forEach((id, i) => spots.set(id, { x: xs[i]!, z: zs[i]! }));
		return spots;
	}

	return {
		follow: (npcId, leaderId) => {
			letGo(npcId);
			if (leaderId === undefined || leaderId === npcId) return;
			if (entity(npcId)?.abilities.has("move")) leaders.set(npcId, leaderId);
		},
		isFollowing: (npcId) => leaders.has(npcId),
		step: (frame) => {
			if (leaders.isEmpty()) return;
			const spots = spotsOf(frame);
			for (const [npcId, leaderId] of [...leaders]) {
				const own = spots.get(npcId);
				const leader = spots.get(leaderId);
				if (own === undefined || leader === undefined) continue;
				const step = followStep(own, leader);
				if (step.kind === "lost") letGo(npcId);
				else if (step.kind === "walk") {
					walking.add(npcId);
					mover.walkTo(npcId, step.to);
				} else if (walking.delete(npcId)) {
					// It may still be on its way to where its leader was: without this, two who meet walk past each other.
					mover.walkTo(npcId, own);
				}
			}
		},
		forget: (id) => {
			for (const [npcId, leaderId] of [...leaders]) {
				if (npcId === id || leaderId === id) letGo(npcId);
			}
		},
	};
}
