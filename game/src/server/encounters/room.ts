import type { RoomMessage } from "../../shared/remotes/encounter-messages";
import type { GroundWire } from "../../shared/wire";
import type { Spot } from "../npcs/wander";
import type { EncounterMember, EncounterView, Looked } from "./encounter-checks";
import type { Figure } from "./figures";
import { spotOf } from "./grid";
import type { Looker } from "./panel";
import { panelOf } from "./panel";
import { Rigs } from "./rigs";
import type { RigSight } from "./rigs";

export interface RoomOptions {
	readonly id: string;
	/** How its map lies in the place. */
	readonly ground: GroundWire;
	/** Who is in it as far as is known before anybody has looked, by the place's entity id. */
	readonly members: ReadonlySet<string>;
}

/** What the place knows of somebody. */
export interface RoomPeople {
	/** Undefined where they have no body now. */
	readonly spotOf: (id: string) => Spot | undefined;
}

/** What the place knows of those who may be in it. */
export interface RoomFolk extends RoomPeople {
	/** A player or an NPC of this place, with a body just now or without. */
	readonly isHere: (id: string) => boolean;
	/** As everybody may see it. */
	readonly shownName: (member: EncounterMember) => string;
}

/** Somebody in a room, by the place's entity id. */
export interface RoomBody {
	readonly id: string;
	readonly member: EncounterMember;
}

/**
 * The place's id of somebody in a room. A player goes by their user id, also where they play somebody by another name: it
 * is a number. Other users' ids are texts of their own choice, and must not be taken for an NPC's.
 */
export function idOf({ entityId, userId }: EncounterMember): string {
	if (userId === undefined) return entityId;
	return userId.match("^%d+$")[0] === undefined ? `user:${userId}` : userId;
}

/** A room of the backend as it is known in a place in which it goes on. */
export class Room {
	readonly id: string;
	readonly ground: GroundWire;
	/** Players who have agreed that the room moves their character. */
	private readonly joined = new Set<string>();
	private readonly looks = new Map<string, Looked>();
	private readonly rigs = new Rigs();
	private newest: EncounterView | undefined;

	constructor(private readonly options: RoomOptions) {
		this.id = options.id;
		this.ground = options.ground;
	}

	/** What somebody saw of it. */
	saw(userId: string, looked: Looked): void {
		this.looks.set(userId, looked);
		this.newest = looked.view;
	}

	forget(userId: string): void {
		this.looks.delete(userId);
		this.joined.delete(userId);
	}

	join(userId: string): void {
		this.joined.add(userId);
	}

	/** Whether a user's character goes by it: whoever leads it has agreed by that. */
	isJoined(userId: string): boolean {
		return this.joined.has(userId) || this.newest?.dmId === userId;
	}

	isOver(): boolean {
		return this.newest?.status === "completed";
	}

	/** Whether somebody is in it or leads it. */
	has(id: string): boolean {
		if (this.newest === undefined) return this.options.members.has(id);
		if (this.newest.dmId === id) return true;
		return this.bodies().some((body) => body.id === id);
	}

	/** What a user sees; undefined before they have looked. */
	viewOf(userId: string): EncounterView | undefined {
		return this.looks.get(userId)?.view;
	}

	/** Its panel for somebody; undefined before they have looked. */
	panel(looker: Omit<Looker, "isJoined" | "ground">): RoomMessage | undefined {
		const { ground } = this;
		const looked = this.looks.get(looker.userId);
		return looked && panelOf(looked, { ...looker, ground, isJoined: this.isJoined(looker.userId) });
	}

	/** Those who are in it, by the place's entity id: whoever anybody here knows of, as the newest look has them. */
	bodies(): readonly RoomBody[] {
		const members = new Map<string, EncounterMember>();
		for (const [, { view }] of this.looks)
			for (const [id, member] of view.participants) members.set(id, member);
		if (this.newest) for (const [id, member] of this.newest.participants) members.set(id, member);
		const bodies: RoomBody[] = [];
		for (const [, member] of members) bodies.push({ id: idOf(member), member });
		return bodies;
	}

	/** Those of them of whom everybody may know. */
	seen(): readonly RoomBody[] {
		return this.bodies().filter(({ member }) => member.isHidden !== true);
	}

	/** Which of those bodies set out now for where the room has them. */
	walks(bodies: readonly RoomBody[], people: RoomPeople, now: number): readonly RigSight[] {
		const sights: RigSight[] = [];
		for (const { id, member } of bodies) {
			const isPlayer = member.userId !== undefined;
			if (isPlayer && !this.isJoined(id)) continue;
			sights.push({ id, isPlayer, goal: spotOf(this.ground, member.position), at: people.spotOf(id) });
		}
		return this.rigs.step(sights, now);
	}

	/** Those who are not of this place, where the room has them; none while nobody of it has a body to tell the storey by. */
	figures({ isHere, spotOf: spotNow, shownName }: RoomFolk): readonly Figure[] {
		const seen = this.seen();
		const [beside] = seen
			.filter(({ id }) => spotNow(id) !== undefined)
			.map(({ id }) => id)
			.sort();
		if (beside === undefined) return [];
		return seen
			.filter(({ id }) => !isHere(id))
			.map(({ member }) => ({
				entityId: member.entityId,
				name: shownName(member),
				health: member.health,
				spot: spotOf(this.ground, member.position),
				beside,
			}));
	}
}
