import type {
	ActionRefusalWire,
	ActionWire,
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

/** Something of a story, in its own words. */
export interface Described {
	readonly name: string;
	readonly description: string;
}

/** What became of what a player did or said. */
export type Happening =
	| { readonly kind: "taken" | "dropped"; readonly item: Described }
	/** `from` is the name of the location that was left. */
	| { readonly kind: "moved"; readonly from: string }
	| { readonly kind: "looked" }
	/** Words alone, that asked for nothing which can be done. */
	| { readonly kind: "said" }
	| {
			readonly kind: "refused";
			readonly action: ActionWire["action"];
			readonly code: ActionRefusalWire;
			/** Why, for a player to read. */
			readonly message: string;
	  };

/** Everything that a narrator is given, of one moment in one player's story. */
export interface NarrationRequest {
	/** Of what is told. */
	readonly id: string;
	readonly experience: { readonly id: string; readonly title: string };
	/** Whose story it is: a narrator that remembers remembers each by itself. */
	readonly userId: string;
	readonly happening: Happening;
	/** In the player's own words, where the player spoke. */
	readonly said?: string;
	/** Where the player stands after it, with the names of what lies there and of where ways lead. */
	readonly place: Described & { readonly items: readonly string[]; readonly ways: readonly string[] };
	/** A quest that it moved on. */
	readonly quest?: {
		readonly title: string;
		readonly found: number;
		readonly needed: number;
		readonly won: boolean;
	};
}

export interface Narration {
	/** One to three sentences to the player, who is "you" in them; never empty. */
	readonly text: string;
	/** Name of the mind, such as `scripted`. */
	readonly generatedBy: string;
	readonly byModel: boolean;
}

/** What is behind an NPC, and behind the narrator. Rejects where it cannot answer; ends soon after `signal` aborts. */
export interface Mind {
	readonly name: string;
	readonly answer: (request: MindRequest, signal: AbortSignal) => Promise<MindAnswer>;
	readonly narrate: (request: NarrationRequest, signal: AbortSignal) => Promise<Narration>;
}
