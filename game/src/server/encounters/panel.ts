import type { LeadMessage, RoomMessage, SeatMessage } from "../../shared/remotes/encounter-messages";
import type { GroundWire } from "../../shared/wire";
import { actionsOf } from "./actions";
import type { EncounterMember, EncounterView, Looked } from "./encounter-checks";

/** A cell is five feet wide. */
const FEET_PER_CELL = 5;

const LEADS: Readonly<Record<EncounterView["status"], readonly LeadMessage[]>> = {
	waiting: ["start", "complete"],
	active: ["skipTurn", "pause", "complete"],
	paused: ["resume", "complete"],
	completed: [],
};

/** Who looks, and what the place knows beside the view. */
export interface Looker {
	readonly userId: string;
	/** The player has agreed that the room moves their character. */
	readonly isJoined: boolean;
	readonly notice: string;
	/** How the map lies in the place. */
	readonly ground: GroundWire;
	/** What the place calls somebody; a text from outside has been filtered for the player. */
	readonly nameOf: (member: EncounterMember) => string;
	readonly shown: (text: string) => string;
}

/** Whoever has the turn, in the order of the seat. */
export function actingIn(view: EncounterView): readonly string[] {
	if (view.status !== "active") return [];
	return view.initiativeOrder[view.currentTurnIndex]?.entityIds ?? [];
}

/** The one whom a user plays. */
export function ownOf(view: EncounterView, userId: string): EncounterMember | undefined {
	for (const [, member] of view.participants) if (member.userId === userId) return member;
	return undefined;
}

/**
 * The one for whom a user acts now: their own once they have joined; and whoever leads the encounter acts for those
 * whom nobody plays.
 */
export function actorOf(view: EncounterView, { userId, isJoined }: Pick<Looker, "userId" | "isJoined">) {
	for (const entityId of actingIn(view)) {
		const member = view.participants.get(entityId);
		if (member === undefined || member.availableActions?.isEmpty() !== false) continue;
		const isOwn = member.userId === userId && isJoined;
		if (isOwn || (member.userId === undefined && view.dmId === userId)) return member;
	}
	return undefined;
}

function healthOf({ health, currentHP, maxHP }: EncounterMember): string {
	return currentHP === undefined || maxHP === undefined ? health : `${health} ${currentHP}/${maxHP}`;
}

function leftOf({ economy }: EncounterMember): string {
	if (economy === undefined) return "";
	const left = [`${economy.movementLeft * FEET_PER_CELL} ft`];
	if (economy.action) left.push("action");
	if (economy.bonusAction) left.push("bonus action");
	return left.join(" · ");
}

/** Those in the order of turns, then those who are out of it, by name. */
function seatsOf(view: EncounterView, looker: Looker): readonly SeatMessage[] {
	const acting = actingIn(view);
	const listed = new Set<string>();
	const seats: SeatMessage[] = [];
	const seatOf = (member: EncounterMember): SeatMessage => ({
		entityId: member.entityId,
		name: looker.nameOf(member),
		health: healthOf(member),
		isNow: acting.includes(member.entityId),
		isYou: member.userId === looker.userId,
	});
	for (const { entityIds } of view.initiativeOrder) {
		for (const entityId of entityIds) {
			const member = view.participants.get(entityId);
			if (member === undefined) continue;
			listed.add(entityId);
			seats.push(seatOf(member));
		}
	}
	const rest: SeatMessage[] = [];
	for (const [entityId, member] of view.participants) if (!listed.has(entityId)) rest.push(seatOf(member));
	rest.sort((a, b) => (a.name === b.name ? a.entityId < b.entityId : a.name < b.name));
	return [...seats, ...rest];
}

/** A room as one player's panel shows it. */
export function panelOf({ view, reach }: Looked, looker: Looker): RoomMessage {
	const actor = actorOf(view, looker);
	const own = reach.find(({ entity_id: entityId }) => entityId === actor?.entityId);
	const { ground } = looker;
	return {
		status: view.status,
		round: view.roundNumber,
		seats: seatsOf(view, looker),
		actor: actor && {
			entityId: actor.entityId,
			name: looker.nameOf(actor),
			left: leftOf(actor),
			actions: actionsOf(actor, looker.shown),
		},
		canJoin: !looker.isJoined && ownOf(view, looker.userId) !== undefined && view.status !== "completed",
		leads: view.dmId === looker.userId ? LEADS[view.status] : [],
		notice: looker.notice,
		ground: {
			corner: ground.corner,
			studs: ground.studs_per_cell,
			width: view.mapState.width,
			height: view.mapState.height,
			reach: own?.runs ?? [],
		},
	};
}
