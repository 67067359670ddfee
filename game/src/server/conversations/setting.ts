import type { EarshotConfig } from "../../shared/config/config";
import type { RandomSource } from "../../shared/util/ports";
import type { RelationshipWire } from "../../shared/wire";
import type { Announcer } from "./announcer";
import type { Cooldowns } from "./cooldowns";
import type { Counters } from "./counters";
import type { Floor } from "./floor-port";
import type { Memories } from "./memories";
import type { MindPort } from "./mind-port";
import type { Pauses } from "./pauses";
import type { People } from "./people";
import type { Stage } from "./stage";
import type { Whereabouts } from "./whereabouts";

export type TalkConfig = Pick<
	EarshotConfig,
	| "confirmSeconds"
	| "conversationPolicy"
	| "greetingCooldownSeconds"
	| "minResponseSeconds"
	| "overhearStuds"
	| "maxResponders"
	| "maxNpcTurns"
	| "groupMessagesPerMinute"
	| "groupMessageBurst"
	| "maxWaitingLines"
	| "maxHeardLines"
	| "mindCallsPerLine"
	| "mindCallAdvance"
	| "playerPatienceSeconds"
>;

/** What the rest of the place does for talk. None of it may yield, or call back. */
export interface TalkPorts {
	readonly config: TalkConfig;
	readonly random: RandomSource;
	/** An id that was never given before. */
	readonly newId: () => string;
	readonly createFloor: () => Floor;
	readonly mind: MindPort;
	readonly stage: Stage;
	readonly relationships: (id: string) => readonly RelationshipWire[];
	/** Name of the zone at a point in studs. */
	readonly locationAt: (x: number, y: number, z: number) => string;
	/** Adds a line to what happened to an entity lately. */
	readonly reportInteraction: (id: string, narrative: string) => void;
}

/** The moment of the newest input: seconds of the place's clock, and unix seconds. */
export interface Moment {
	now: number;
	unix: number;
}

/** What all parts of talk share. */
export interface Setting extends TalkPorts {
	readonly people: People;
	readonly whereabouts: Whereabouts;
	readonly announcer: Announcer;
	readonly memories: Memories;
	readonly cooldowns: Cooldowns;
	readonly pauses: Pauses;
	readonly counters: Counters;
	readonly moment: Moment;
}
