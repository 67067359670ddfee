import type { OpenedEncounterWire } from "../../shared/wire";
import { Cast } from "./cast";
import type { EncounterMember } from "./encounter-checks";
import type { EncounterDeps } from "./encounter-ports";
import type { ErrandDeps } from "./errands";
import type { Figure } from "./figures";
import { Figures } from "./figures";
import { Room } from "./room";
import type { RoomBody } from "./room";
import { RoomReader } from "./room-reader";
import { HIDDEN, WORDS } from "./wording";

export interface OpenRoom {
	readonly room: Room;
	readonly reader: RoomReader;
}

/** Rooms that go on in this place, and everybody of the place who is in one. Nobody is in two at once. */
export class OpenRooms {
	private open: readonly OpenRoom[] = [];
	private readonly cast: Cast;
	private readonly figures: Figures;

	constructor(
		private readonly deps: EncounterDeps & ErrandDeps,
		/** Users who are here. */
		private readonly present: ReadonlySet<string>,
		private readonly onClosed: (room: Room) => void,
	) {
		this.cast = new Cast(deps);
		this.figures = new Figures(deps.stage);
	}

	all(): readonly OpenRoom[] {
		return this.open;
	}

	has(roomId: string): boolean {
		return this.open.some(({ room }) => room.id === roomId);
	}

	/** Where somebody is, a user or an NPC: in the one that was here first. */
	of(id: string): OpenRoom | undefined {
		return this.open.find(({ room }) => room.has(id));
	}

	/** Whether an NPC is in one. */
	holds(npcId: string): boolean {
		return this.cast.holds(npcId);
	}

	/** NPCs that are in one, by id, sorted. */
	held(): readonly string[] {
		return this.cast.held();
	}

	/** A room goes on here from now on; false where it does already. `members` are told so. */
	begin({ room_id: id, ground }: OpenedEncounterWire, members: ReadonlySet<string>, words: string): boolean {
		if (this.has(id)) return false;
		const room = new Room({ id, ground, members });
		const reader = new RoomReader(this.deps, {
			roomId: id,
			lookers: () => this.usersOf(room),
			onLook: (looker, looked) => room.saw(looker, looked),
			onGone: () => this.close(room),
		});
		this.open = [...this.open, { room, reader }];
		for (const member of members) {
			this.deps.stage.tell(member, words);
			this.cast.hold(member);
		}
		return true;
	}

	/** Shows where everybody is and how they are; a room that is over, or in which nobody here is any more, goes on no more. */
	look(now: number): void {
		const { deps, cast } = this;
		for (const { room } of this.open) {
			if (room.isOver() || this.usersOf(room).isEmpty()) {
				this.close(room);
				continue;
			}
			for (const { id } of room.bodies()) cast.hold(id);
			const seen = this.seenIn(room);
			for (const { id, member } of seen) cast.mark(id, member);
			for (const { id, goal } of room.walks(seen, deps, now)) deps.stage.walk(id, goal);
		}
		this.keepCast();
	}

	/** Somebody has left the place. */
	forget(userId: string): void {
		for (const { room, reader } of this.open) {
			room.forget(userId);
			reader.forget(userId);
		}
	}

	closeAll(): void {
		for (const { room } of this.open) this.close(room);
	}

	private close(ended: Room): void {
		const rest = this.open.filter(({ room }) => room !== ended);
		if (rest.size() === this.open.size()) return;
		for (const { room, reader } of this.open) if (room === ended) reader.close();
		this.open = rest;
		for (const userId of this.usersOf(ended)) this.deps.stage.tell(userId, WORDS.over);
		this.keepCast();
		this.onClosed(ended);
	}

	/** Those of it who are here, whoever opened it first. */
	private usersOf(room: Room): readonly string[] {
		const users: string[] = [];
		for (const userId of this.present) if (room.has(userId)) users.push(userId);
		return users.sort();
	}

	/** Those of whom everybody may know, and whose body goes by this room. */
	private seenIn(room: Room): readonly RoomBody[] {
		return room.seen().filter(({ id }) => this.of(id)?.room === room);
	}

	private keepCast(): void {
		const seen = new Set<string>();
		for (const { room } of this.open) for (const { id } of this.seenIn(room)) seen.add(id);
		this.cast.keep({ isIn: (id) => this.of(id) !== undefined, isSeen: (id) => seen.has(id) });
		this.keepFigures();
	}

	/** Whoever has no body in the place has a figure there. */
	private keepFigures(): void {
		const { deps, present } = this;
		const isHere = (id: string) => present.has(id) || deps.isNpc(id) || deps.spotOf(id) !== undefined;
		const wanted = new Map<string, Figure>();
		for (const { room } of this.open) {
			const [looker] = this.usersOf(room);
			const shownName = ({ name }: EncounterMember) =>
				(looker === undefined ? undefined : deps.shownText(looker, name)) ?? HIDDEN;
			for (const figure of room.figures({ isHere, spotOf: deps.spotOf, shownName })) {
				wanted.set(`${room.id}/${figure.entityId}`, figure);
			}
		}
		this.figures.keep(wanted);
	}
}
