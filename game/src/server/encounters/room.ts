import type { Spot } from "../npcs/wander";
import type { RoomMessage } from "../../shared/remotes/encounter-messages";
import type { EncounterMember, EncounterView } from "./encounter-checks";
import type { Figure } from "./figures";
import type { Grid, Placed } from "./grid";
import { fitGrid, spotOf } from "./grid";
import type { Looker } from "./panel";
import { panelOf } from "./panel";
import { Rigs } from "./rigs";
import type { RigSight } from "./rigs";

export interface RoomOptions {
	readonly id: string;
	/** Who stood where when it was opened, by the place's entity id. */
	readonly standing: ReadonlyMap<string, Spot>;
	/** Studs along one side of a cell. */
	readonly cellStuds: number;
	/** Of this server: in the backend an entity that two servers hold goes by the second's name too. */
	readonly serverId: string;
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

/** A room of the backend as it is known in the place where it was opened. */
export class Room {
	readonly id: string;
	/** Those whom a player's character moves for: they have agreed. */
	readonly joined = new Set<string>();
	private readonly views = new Map<string, EncounterView>();
	private readonly rigs = new Rigs();
	private newest: EncounterView | undefined;
	private grid: Grid | undefined;

	constructor(private readonly options: RoomOptions) {
		this.id = options.id;
	}

	/** What somebody saw of it; where its map lies is known from the first look on. */
	saw(userId: string, view: EncounterView): void {
		this.views.set(userId, view);
		this.newest = view;
		if (this.grid === undefined) this.grid = this.fit(view);
	}

	forget(userId: string): void {
		this.views.delete(userId);
		this.joined.delete(userId);
	}

	isOver(): boolean {
		return this.newest?.status === "completed";
	}

	/** Whether somebody is in it or leads it; before the first look, whether they stood there when it was opened. */
	has(id: string): boolean {
		if (this.newest === undefined) return this.options.standing.has(id);
		if (this.newest.dmId === id) return true;
		return this.bodies().some((body) => body.id === id);
	}

	/** What a user sees, where the map lies known. */
	sightOf(userId: string): { readonly view: EncounterView; readonly grid: Grid } | undefined {
		const view = this.views.get(userId);
		return view && this.grid && { view, grid: this.grid };
	}

	/** Its panel for somebody; undefined before they have looked. */
	panel(looker: Looker): RoomMessage | undefined {
		const view = this.views.get(looker.userId);
		return view && panelOf(view, looker);
	}

	/** Those who are in it, by the place's entity id: whoever anybody here knows of, as the newest look has them. */
	bodies(): readonly RoomBody[] {
		const members = new Map<string, EncounterMember>();
		for (const [, view] of this.views) for (const [id, member] of view.participants) members.set(id, member);
		if (this.newest) for (const [id, member] of this.newest.participants) members.set(id, member);
		const bodies: RoomBody[] = [];
		for (const [, member] of members) bodies.push({ id: this.idOf(member), member });
		return bodies;
	}

	/** Those of them of whom everybody may know. */
	seen(): readonly RoomBody[] {
		return this.bodies().filter(({ member }) => member.isHidden !== true);
	}

	/** Whose body sets out now for where the room has them. */
	walks(people: RoomPeople, now: number): readonly RigSight[] {
		const { grid } = this;
		if (grid === undefined) return [];
		const sights: RigSight[] = [];
		for (const { id, member } of this.seen()) {
			const isPlayer = member.userId !== undefined;
			if (isPlayer && !this.joined.has(id)) continue;
			sights.push({ id, isPlayer, goal: spotOf(grid, member.position), at: people.spotOf(id) });
		}
		return this.rigs.step(sights, now);
	}

	/** Those who are not of this place, where the room has them; none before it is known where the map lies. */
	figures({ isHere, spotOf: spotNow, shownName }: RoomFolk): readonly Figure[] {
		const { grid } = this;
		const seen = this.seen();
		const bodied = seen.filter(({ id }) => spotNow(id) !== undefined).map(({ id }) => id);
		const [beside] = bodied.sort();
		if (grid === undefined || beside === undefined) return [];
		return seen
			.filter(({ id }) => !isHere(id))
			.map(({ member }) => ({
				entityId: member.entityId,
				name: shownName(member),
				health: member.health,
				spot: spotOf(grid, member.position),
				beside,
			}));
	}

	/**
	 * The place's id of somebody in it. A player goes by their user id, which is a number; other users' ids are texts of
	 * their own choice, and must not be taken for an NPC's. An NPC that another server holds too bears this server's name
	 * behind its own.
	 */
	idOf({ entityId, userId }: EncounterMember): string {
		if (userId !== undefined) return userId.match("^%d+$")[0] === undefined ? `user:${userId}` : userId;
		const ending = `@${this.options.serverId}`;
		const [length, tail] = [entityId.size(), ending.size()];
		return entityId.sub(-tail) === ending ? entityId.sub(1, length - tail) : entityId;
	}

	private fit(view: EncounterView): Grid | undefined {
		const placed: Placed[] = [];
		for (const [, member] of view.participants) {
			const spot = this.options.standing.get(this.idOf(member));
			if (spot) placed.push({ spot, cell: member.position });
		}
		return placed.isEmpty() ? undefined : fitGrid(placed, this.options.cellStuds);
	}
}
