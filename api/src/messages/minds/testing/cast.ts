import type { HeardLineWire, SpeakerWire } from "../../../../../game/src/shared/wire/index.js";
import type { MindRequest, NpcProfile } from "../../mind.js";

export const PLAYER: SpeakerWire = { id: "501", name: "Robin", type: "player" };

export function npc(npcId: string, name: string, persona: string): NpcProfile {
	return { npcId, name, persona, abilities: ["initiate_chat", "move"], responseSpeed: 1 };
}

/** Eight people of one town, of different trades and tempers. */
export const TOWN: readonly NpcProfile[] = [
	npc("npc_ada", "Ada", "Sells fruit, knows every price in town."),
	npc("npc_bram", "Bram", "A grumpy baker."),
	npc("npc_cleo", "Cleo", "Collects rumours and trades them fairly."),
	npc("npc_dara", "Dara", "Stern guard of the east gate."),
	npc("npc_elio", "Elio", "Plays the same tune every day, better each time."),
	npc("npc_greta", "Greta", "Tends the roses and judges the weeds."),
	npc("npc_linus", "Linus", "Counts gulls for a study nobody asked for."),
	npc("npc_mim", "Mim", "You are a curious child who climbs everything."),
];

export function asSpeaker({ npcId, name }: NpcProfile): SpeakerWire {
	return { id: npcId, name, type: "npc" };
}

export interface AskedOptions {
	readonly id?: string;
	readonly npc?: NpcProfile;
	readonly from?: SpeakerWire;
	readonly heard?: readonly HeardLineWire[];
	/** Besides the NPC and whoever speaks. */
	readonly others?: readonly SpeakerWire[];
	/** Unix seconds. */
	readonly at?: number;
	readonly location?: string;
}

export const NOON = 1_700_000_000;

/** A request of a player, or of somebody else, to an NPC. */
export function asked(content: string, options: AskedOptions = {}): MindRequest {
	const {
		id = "m1",
		npc: to = TOWN[0]!,
		from = PLAYER,
		heard = [],
		others = [],
		at = NOON,
		location,
	} = options;
	const members = [asSpeaker(to), ...(from.type === "system" ? [] : [from]), ...others];
	return {
		npc: to,
		message: {
			id,
			npcId: to.npcId,
			clusterId: "c1",
			sender: from,
			content,
			priority: from.type === "player" ? "urgent" : "conversation",
			timestamp: at,
			context: { members, recentMessages: heard, relationships: [] },
		},
		heard,
		summary: "",
		members,
		...(location !== undefined && { location }),
	};
}
