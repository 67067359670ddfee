import type { SpeakerWire } from "../../shared/wire";
import type { Entity } from "../entities/entity";
import type { Participant } from "./participant";
import { participantOf, speakerOf } from "./participant";

/** Ability of an NPC to open a conversation. */
const INITIATE = "initiate_chat";

export interface PeoplePorts {
	readonly entity: (id: string) => Entity | undefined;
	/** Body of an entity; undefined where it has none now. */
	readonly model: (id: string) => Model | undefined;
}

/** An entity as talk knows it. */
export interface Person {
	readonly entity: Entity;
	readonly participant: Participant;
	readonly speaker: SpeakerWire;
}

/** Everybody who takes part in talk, asked for once and kept until forgotten. */
export class People {
	private readonly known = new Map<string, Person>();

	constructor(private readonly ports: PeoplePorts) {}

	get(id: string): Person | undefined {
		const known = this.known.get(id);
		if (known !== undefined) return known;
		const entity = this.ports.entity(id);
		if (entity === undefined) return undefined;
		const participant = participantOf(entity, this.ports.model(id));
		const person: Person = { entity, participant, speaker: speakerOf(participant) };
		this.known.set(id, person);
		return person;
	}

	/** The NPC of this id, or undefined for players and those who have gone. */
	npc(id: string): Entity | undefined {
		const entity = this.get(id)?.entity;
		return entity?.type === "npc" ? entity : undefined;
	}

	isPlayer(id: string): boolean {
		return this.get(id)?.entity.type === "player";
	}

	canInitiate(id: string): boolean {
		return this.npc(id)?.abilities.has(INITIATE) ?? false;
	}

	/** Somebody who has gone goes by its id. */
	speaker(id: string): SpeakerWire {
		return this.get(id)?.speaker ?? { id, name: id, type: "npc" };
	}

	forget(id: string): void {
		this.known.delete(id);
	}
}
