import type { ClusterTick } from "../clusters/cluster";
import type { Talk } from "./talk";

/** Who talks with whom. */
export interface ConversationPolicy {
	/** Takes the clusters over after changes: talks under way go with those who are in them. */
	readonly follow: (tick: ClusterTick) => void;
	/** Ends talks of which the clusters know nothing any more. */
	readonly check: (tick: ClusterTick) => void;
	/** The talk that an entity is in. */
	readonly talkOf: (entityId: string) => Talk | undefined;
	/** The talk that a player's line goes into, begun by it where need be. `plainLine` as from `plain`. */
	readonly addressed: (playerId: string, plainLine: string) => Talk | undefined;
	/**
	 * What becomes of an NPC's chance to greet somebody who has come within its radius: the talk in which it may;
	 * `tell`: it learns of them and nobody is asked; `wait`: it is looked at again a second later.
	 */
	readonly greeting: (npcId: string, otherId: string) => Talk | "tell" | "wait";
	/** Who is near enough to overhear a speaker of the talk without being in it, by entity id. */
	readonly overhearers: (talk: Talk, speakerId: string) => readonly string[];
	/** Nothing is left to say: ends the talk if it ends by that. */
	readonly settle: (talk: Talk) => void;
	/** An NPC wants to talk no more. */
	readonly stopTalking: (talk: Talk, npcId: string) => void;
	/** Whether an NPC is held by a talk. */
	readonly isBusy: (npcId: string) => boolean;
	/** An entity has gone from the place. */
	readonly forget: (entityId: string) => void;
	readonly talks: () => readonly Talk[];
	/** Ends every talk: the place shuts down. */
	readonly close: () => void;
}
