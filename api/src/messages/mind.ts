import type {
	AnswerPriorityWire,
	HeardLineWire,
	MessageWire,
	MindActionWire,
	SpeakerWire,
} from "../../../game/src/shared/wire/index.js";

/** An NPC as the minds know it. */
export interface NpcProfile {
	readonly npcId: string;
	readonly name: string;
	readonly persona: string;
	readonly abilities: readonly string[];
	readonly responseSpeed: number;
}

/** Everything that a mind is given: plain data, so that it can travel to a worker. */
export interface MindRequest {
	readonly npc: NpcProfile;
	readonly message: MessageWire;
	/** World in which this NPC lives; the default one where none is named. */
	readonly world?: string;
	/** What this NPC heard and what it said itself, oldest first, and nothing else. */
	readonly heard: readonly HeardLineWire[];
	/** What it heard before that, in short; empty where there is nothing. */
	readonly summary: string;
	/** Members of its group as the backend knows them, itself included. */
	readonly members: readonly SpeakerWire[];
	readonly location?: string;
}

export interface MindAnswer {
	/** Empty where the NPC has nothing to say. */
	readonly content: string;
	readonly priority: AnswerPriorityWire;
	readonly action: MindActionWire;
	/** Name of the mind, such as `scripted`. */
	readonly generatedBy: string;
	readonly byModel: boolean;
}

/** What is behind an NPC. Rejects where it cannot answer; ends soon after `signal` aborts. */
export interface Mind {
	readonly name: string;
	readonly answer: (request: MindRequest, signal: AbortSignal) => Promise<MindAnswer>;
}
