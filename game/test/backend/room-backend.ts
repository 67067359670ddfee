import type { EncounterMember, EncounterView, Looked } from "../../src/server/encounters/encounter-checks";
import type {
	GiveCommandWire,
	GroundWire,
	OpenEncounterWire,
	PlacedEncountersWire,
} from "../../src/shared/wire";

/** What a try to do something is answered. */
export interface RoomAnswer {
	readonly status: number;
	readonly body?: unknown;
}

/** What is told of one's own alone. */
const UNTOLD = {
	currentHP: undefined,
	maxHP: undefined,
	availableActions: undefined,
	economy: undefined,
	isHidden: undefined,
	attacks: undefined,
	spells: undefined,
	inventory: undefined,
};

/** How the maps of all its rooms lie in these places. */
export const GROUND: GroundWire = { corner: { x: -30, z: 40 }, studs_per_cell: 5 };

/** Somebody who is well. */
export function memberOf(member: Pick<EncounterMember, "entityId" | "userId" | "position">): EncounterMember {
	return { ...UNTOLD, ...member, name: `Name of ${member.entityId}`, life: "up", health: "unhurt" };
}

/**
 * One room of the backend with the simplest rules: whoever has the turn may move to any cell before column 20 and end
 * the turn; the one who leads starts and completes it. What comes twice under one id is done once.
 */
export class RoomBackend {
	/** Who is in the cluster that rooms are opened from: by id, the cell of each and whether it is a player. */
	readonly cluster = new Map<
		string,
		{ readonly x: number; readonly y: number; readonly isPlayer: boolean }
	>();
	/** Commands that were done, by id, in order. */
	readonly done: GiveCommandWire[] = [];
	readonly opened: OpenEncounterWire[] = [];
	/** Rooms are not there any more. */
	isGone = false;
	/** The list of rooms is an old one: it still has the room when it is over. */
	isStale = false;
	constructor(readonly roomId = "room 1") {}

	private readonly answers = new Map<string, RoomAnswer>();
	private readonly members = new Map<string, EncounterMember>();
	private order: string[] = [];
	private turn = 0;
	private offset = 0;
	private status: EncounterView["status"] = "waiting";

	open(body: OpenEncounterWire): RoomAnswer {
		if (this.isGone) return { status: 404, body: { title: "Not found" } };
		if (!this.opened.some(({ id }) => id === body.id)) this.opened.push(body);
		for (const [entityId, { x, y, isPlayer }] of this.cluster) {
			const userId = isPlayer ? entityId : undefined;
			this.put(memberOf({ entityId, userId, position: { x, y } }));
		}
		return { status: 201, body: { room_id: this.roomId, ground: GROUND } };
	}

	/** The room as it goes on in its world; none where it is over. */
	placed(): PlacedEncountersWire["rooms"] {
		const [opened] = this.opened;
		if (!opened || this.isGone || (this.status === "completed" && !this.isStale)) return [];
		const userIds: string[] = [];
		for (const [, { userId }] of this.members) if (userId !== undefined) userIds.push(userId);
		const room = { room_id: this.roomId, ground: GROUND, dm_user_id: opened.dm_user_id, user_ids: userIds };
		return [room];
	}

	put(member: EncounterMember): void {
		this.members.set(member.entityId, member);
		this.offset += 1;
	}

	member(entityId: string): EncounterMember {
		return this.members.get(entityId)!;
	}

	look(userId: string): RoomAnswer {
		if (this.isGone) return { status: 404, body: { title: "Not found" } };
		return { status: 200, body: this.looked(userId) };
	}

	private looked(userId: string): Looked {
		const view = this.view(userId);
		const acting = this.acting();
		const isOwn = acting !== undefined && view.participants.get(acting)?.availableActions !== undefined;
		return {
			cursor: `e:${this.offset}~player.${userId}`,
			view,
			reach: isOwn ? [{ entity_id: acting, runs: [{ ...this.member(acting).position, width: 3 }] }] : [],
		};
	}

	give(body: GiveCommandWire): RoomAnswer {
		const known = this.answers.get(body.id);
		if (known) return known;
		const reason = this.perform(body);
		if (reason === undefined) this.done.push(body);
		this.offset += 1;
		const answer = { status: 200, body: { ok: reason === undefined, reason } };
		this.answers.set(body.id, answer);
		return answer;
	}

	private perform({ user_id: userId, command }: GiveCommandWire): string | undefined {
		if (command.type !== "act") {
			if (userId !== this.opened[0]!.dm_user_id) return "Only the DM may do that.";
			if (command.type === "start") this.start();
			else if (command.type === "complete") this.status = "completed";
			else if (command.type === "skipTurn") this.turn += 1;
			return undefined;
		}
		const { action } = command;
		if (this.acting() !== action.entityId) return "It is not your turn.";
		if (action.type === "end") this.turn += 1;
		else if (action.type === "move") {
			if (action.position === undefined || action.position.x >= 20) return "There is no way there.";
			this.members.set(action.entityId, { ...this.member(action.entityId), position: action.position });
		}
		return undefined;
	}

	private start(): void {
		this.status = "active";
		this.order = [];
		for (const [id] of this.members) this.order.push(id);
		this.order.sort();
	}

	private acting(): string | undefined {
		return this.status === "active" ? this.order[this.turn % this.order.size()] : undefined;
	}

	private view(userId: string): EncounterView {
		const dmId = this.opened[0]!.dm_user_id;
		const acting = this.acting();
		const participants = new Map<string, EncounterMember>();
		for (const [id, member] of this.members) {
			const isTold = member.userId === userId || dmId === userId;
			if (member.isHidden === true && !isTold) continue;
			const availableActions = id === acting ? ["move", "attack:strike", "interact:ready", "end"] : [];
			const attacks = [{ attackId: "strike", name: "Strike" }];
			const economy = { action: true, bonusAction: false, movementLeft: 6 };
			participants.set(id, isTold ? { ...member, availableActions, attacks, economy } : member);
		}
		return {
			status: this.status,
			dmId,
			initiativeOrder: this.order.map((id) => ({ seatId: id, entityIds: [id] })),
			currentTurnIndex: acting === undefined ? -1 : this.order.indexOf(acting),
			roundNumber: 1,
			turn: acting === undefined ? undefined : { seatId: acting },
			participants,
			mapState: { width: 40, height: 40 },
			pauseReason: undefined,
			outcome: undefined,
		};
	}
}
