import { t } from "@rbxts/t";
import type { SpeakerWire } from "../wire";

/** A line that an NPC spoke, as one player hears it: the text has been filtered for that player. */
export interface LineMessage {
	readonly speaker: SpeakerWire;
	readonly text: string;
	/** The player was near, and no member of the group it was said in. */
	readonly isOverheard: boolean;
	/** A language model wrote it. */
	readonly byModel: boolean;
}

/** Who is in earshot of a player, themselves included; nobody where they stand alone. */
export interface EarshotMessage {
	readonly members: readonly SpeakerWire[];
	/** A language model is behind some of the NPCs. */
	readonly byModel: boolean;
}

const isSpeaker: t.check<SpeakerWire> = t.interface({
	id: t.string,
	name: t.string,
	type: t.literal("npc", "player", "system"),
});

/** Checks a `LineMessage`. */
export const isLineMessage: t.check<LineMessage> = t.interface({
	speaker: isSpeaker,
	text: t.string,
	isOverheard: t.boolean,
	byModel: t.boolean,
});

/** Checks an `EarshotMessage`. */
export const isEarshotMessage: t.check<EarshotMessage> = t.interface({
	members: t.array(isSpeaker),
	byModel: t.boolean,
});
