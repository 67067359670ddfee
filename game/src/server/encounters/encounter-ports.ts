import type { EarshotConfig } from "../../shared/config/config";
import type { EncounterMessage, EncounterOrder } from "../../shared/remotes/encounter-messages";
import type { Clock, RandomSource } from "../../shared/util/ports";
import type { HttpPort } from "../backend/http-port";
import type { Cluster } from "../clusters/cluster";
import type { Spot } from "../npcs/wander";
import type { RequestBudget } from "../state/budget";
import type { EncounterCounters } from "./counters";
import type { EncounterMember } from "./encounter-checks";
import type { FigureStage } from "./figures";
import type { SheetSource } from "./sheets";

/** Where encounters are seen. All ids are the place's entity ids; whoever has gone meanwhile is passed over. */
export interface EncounterStage extends FigureStage {
	readonly show: (userId: string, shown: EncounterMessage) => void;
	readonly tell: (userId: string, text: string) => void;
	/** An NPC is taken out of all else that it does, or given back to it. */
	readonly hold: (npcId: string, isHeld: boolean) => void;
	readonly walk: (id: string, goal: Spot) => void;
	/** Shows everybody who somebody is in the room, and how they are. */
	readonly mark: (id: string, member: EncounterMember) => void;
	readonly unmark: (id: string) => void;
}

export interface EncounterDeps extends SheetSource {
	readonly config: EarshotConfig;
	readonly clock: Pick<Clock, "seconds">;
	readonly random: RandomSource;
	readonly http: HttpPort;
	/** The same that all else in the place sends by. */
	readonly budget: RequestBudget;
	readonly newId: () => string;
	readonly stage: EncounterStage;
	/** Whether a user, here or not, may open encounters here: what others lead goes on here no more than it begins. */
	readonly mayOpen: (userId: string) => boolean;
	/** The cluster that somebody stands in now. */
	readonly clusterOf: (id: string) => Cluster | undefined;
	/** Undefined where they have no body now. */
	readonly spotOf: (id: string) => Spot | undefined;
	readonly isNpc: (id: string) => boolean;
	/** What the place calls somebody; undefined where it does not know them. */
	readonly nameOf: (id: string) => string | undefined;
	/** A text from outside as a player may see it; undefined while that is not known. */
	readonly shownText: (userId: string, text: string) => string | undefined;
}

export interface EncounterStats extends EncounterCounters {
	/** Rooms that are on, and requests under way. */
	readonly rooms: number;
	readonly waiting: number;
	/** NPCs that are held. */
	readonly held: readonly string[];
}

/** Encounters in the running place. */
export interface Encounters {
	readonly joined: (userId: string) => void;
	readonly left: (userId: string) => void;
	readonly ordered: (userId: string, order: EncounterOrder) => void;
	/** Whether an NPC is in an encounter: it then talks and goes nowhere of its own. */
	readonly holds: (npcId: string) => boolean;
	/** Every frame; `now` in the clock's seconds. */
	readonly step: (now: number) => void;
	readonly stats: () => EncounterStats;
	/**
	 * For shutdown: nothing more is taken, and what is under way ends while `step` goes on being called. `done` hears
	 * once whether all of it was told before `deadline` (the clock's seconds).
	 */
	readonly flush: (done: (complete: boolean) => void, deadline: number) => void;
	/** Frees everybody; nothing is heard of the backend from now on. */
	readonly stop: () => void;
}
