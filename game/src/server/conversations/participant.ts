import type { MemberTypeWire, SpeakerWire } from "../../shared/wire";
import type { Entity } from "../entities/entity";

/**
 * Somebody who can take part in a talk, player or NPC, in the shape of the engine's Player: whoever handles a
 * participant needs not know which of the two it is.
 */
export interface Participant {
	readonly Name: string;
	readonly displayName: string;
	/** Entity id: the NPC's id, or the player's UserId as text. */
	readonly UserId: string;
	/** Present for NPCs alone. */
	readonly npcId?: string;
	readonly Type: MemberTypeWire;
	/** Its body; absent where it has none now. */
	readonly model?: Model;
	readonly GetParticipantType: () => MemberTypeWire;
	readonly GetParticipantId: () => string;
}

/** The mock participant of an NPC, or a player adapted to the same shape. `Name` is the entity's key. */
export function participantOf(entity: Entity, model: Model | undefined): Participant {
	return {
		Name: entity.key,
		displayName: entity.name,
		UserId: entity.id,
		npcId: entity.type === "npc" ? entity.id : undefined,
		Type: entity.type,
		model,
		GetParticipantType: () => entity.type,
		GetParticipantId: () => entity.id,
	};
}

/** A participant as it is named beside what it says. */
export function speakerOf(participant: Participant): SpeakerWire {
	return {
		id: participant.GetParticipantId(),
		name: participant.displayName,
		type: participant.GetParticipantType(),
	};
}
