import type { SpeakerWire } from "../../shared/wire";

/** A line as it is put before players. */
export interface StageLine {
	readonly id: string;
	readonly clusterId: string;
	readonly speaker: SpeakerWire;
	readonly content: string;
	/** Players who hear it, by entity id; the text is filtered for each before it is seen. */
	readonly heardBy: readonly string[];
	readonly overheardBy: readonly string[];
	/** A language model wrote it. */
	readonly byModel: boolean;
}

/** What a player is told of the group around them. */
export interface EarshotView {
	readonly clusterId?: string;
	readonly members: readonly SpeakerWire[];
	/** A language model is behind some of the NPCs. */
	readonly byModel: boolean;
}

/** Where talk becomes visible. All ids are entity ids; whoever has gone meanwhile is passed over. */
export interface Stage {
	readonly showLine: (line: StageLine) => void;
	readonly setTyping: (npcId: string, isTyping: boolean) => void;
	/** Lets an NPC stand and turn to somebody, or go its ways again. */
	readonly face: (npcId: string, towardsId: string | undefined) => void;
	/** Lets an NPC walk after somebody, until told `undefined`. */
	readonly follow: (npcId: string, leaderId: string | undefined) => void;
	readonly emote: (npcId: string) => void;
	/** A line of the place itself in a player's chat. */
	readonly systemLine: (playerId: string, text: string) => void;
	readonly earshot: (playerId: string, view: EarshotView) => void;
}
