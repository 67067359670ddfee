import type { Point } from "./walk";
import type { Spot } from "./wander";

/** What an NPC does to attend to somebody. */
export type AttentionAct =
	/** Stop walking. */
	| { readonly kind: "stand"; readonly npcId: string }
	/** Turn about the vertical; 0 radians looks along -Z, as the engine counts. */
	| { readonly kind: "turn"; readonly npcId: string; readonly yaw: number }
	| { readonly kind: "walk"; readonly npcId: string; readonly spot: Point }
	/** Look wherever it goes again. */
	| { readonly kind: "release"; readonly npcId: string };

/** Whom NPCs face and follow. Ids are entity ids; whoever has gone is waited for until told otherwise. */
export interface Attention {
	readonly face: (npcId: string, towardsId: string | undefined) => void;
	readonly follow: (npcId: string, leaderId: string | undefined) => void;
	/** Whether an NPC attends to somebody, and has no mind to go elsewhere. */
	readonly isHeld: (npcId: string) => boolean;
	/** Forgets an NPC that has gone. */
	readonly forget: (npcId: string) => void;
	/** What follows from where everybody stands at `now` (seconds). */
	readonly look: (now: number) => readonly AttentionAct[];
}

/** Studs from its leader beyond which a follower sets out, and at which it stops: in earshot, and not in the way. */
const FOLLOW_FROM_STUDS = 8;
const FOLLOW_TO_STUDS = 5;
/** Studs that a leader must have moved on, and seconds that must have passed, before a follower is sent anew. */
const LEADER_MOVED_STUDS = 3;
const RESEND_SECONDS = 0.75;
/** Studs from where it was sent at which a follower has got there. */
const THERE_STUDS = 2;
/** Seconds after which a follower that has not got there is sent again: what stood in its way may have gone. */
const RETRY_SECONDS = 5;
/** Radians that the other must have moved aside before an NPC turns again: less is fidgeting. */
const TURN_RADIANS = math.rad(4);
/** Studs under which there is no direction to turn to. */
const NO_DIRECTION_STUDS = 0.1;

interface Held {
	towards?: string;
	leader?: string;
	/** Where it was last sent, and when; absent while it stands. */
	sent?: { readonly spot: Point; readonly at: number };
	/** How it was last turned; absent while it looks where it goes. */
	yaw?: number;
	/** It has been made to stand since it began to attend. */
	stands: boolean;
}

function distance(a: Spot, b: Spot): number {
	return math.sqrt((a.x - b.x) ** 2 + (a.z - b.z) ** 2);
}

/** The smaller angle between two directions. */
function angleBetween(a: number, b: number): number {
	const turn = math.abs(a - b) % (2 * math.pi);
	return math.min(turn, 2 * math.pi - turn);
}

/** A spot short of the leader, on the follower's side and the leader's storey. */
function spotBeside(leader: Point, from: Spot): Point {
	const share = FOLLOW_TO_STUDS / distance(leader, from);
	return {
		x: leader.x + (from.x - leader.x) * share,
		y: leader.y,
		z: leader.z + (from.z - leader.z) * share,
	};
}

/** An NPC that follows walks after its leader, and faces somebody only while it stands. */
export function createAttention(positionOf: (id: string) => Point | undefined): Attention {
	const heldById = new Map<string, Held>();

	const heldOf = (npcId: string): Held => {
		const held = heldById.get(npcId) ?? { stands: false };
		heldById.set(npcId, held);
		return held;
	};
	const positionOfAny = (id: string | undefined) => (id === undefined ? undefined : positionOf(id));

	const lookWith = (npcId: string, held: Held, now: number): AttentionAct | undefined => {
		const here = positionOf(npcId);
		if (!here) return undefined;
		const leader = positionOfAny(held.leader);
		const sent = held.sent;
		const isThere = sent !== undefined && distance(here, sent.spot) <= THERE_STUDS;
		const near = sent && !isThere ? FOLLOW_TO_STUDS : FOLLOW_FROM_STUDS;
		if (leader && distance(here, leader) > near) {
			held.stands = false;
			if (held.yaw !== undefined) {
				held.yaw = undefined;
				return { kind: "release", npcId };
			}
			const spot = spotBeside(leader, here);
			if (sent) {
				const seconds = now - sent.at;
				const isStale =
					isThere || distance(sent.spot, spot) >= LEADER_MOVED_STUDS || seconds >= RETRY_SECONDS;
				if (!isStale || seconds < RESEND_SECONDS) return undefined;
			}
			held.sent = { spot, at: now };
			return { kind: "walk", npcId, spot };
		}
		held.sent = undefined;
		if (!held.stands) {
			held.stands = true;
			return { kind: "stand", npcId };
		}
		const other = positionOfAny(held.towards) ?? leader;
		if (!other || distance(here, other) < NO_DIRECTION_STUDS) return undefined;
		const yaw = math.atan2(here.x - other.x, here.z - other.z);
		if (held.yaw !== undefined && angleBetween(held.yaw, yaw) < TURN_RADIANS) return undefined;
		held.yaw = yaw;
		return { kind: "turn", npcId, yaw };
	};

	return {
		face: (npcId, towardsId) => {
			heldOf(npcId).towards = towardsId;
		},
		follow: (npcId, leaderId) => {
			heldOf(npcId).leader = leaderId;
		},
		isHeld: (npcId) => {
			const held = heldById.get(npcId);
			return held?.towards !== undefined || held?.leader !== undefined;
		},
		forget: (npcId) => {
			heldById.delete(npcId);
		},
		look: (now) => {
			const acts: AttentionAct[] = [];
			const free: string[] = [];
			for (const [npcId, held] of heldById) {
				if (held.towards === undefined && held.leader === undefined) {
					free.push(npcId);
					if (held.sent) acts.push({ kind: "stand", npcId });
					if (held.yaw !== undefined) acts.push({ kind: "release", npcId });
					continue;
				}
				const act = lookWith(npcId, held, now);
				if (act) acts.push(act);
			}
			for (const npcId of free) heldById.delete(npcId);
			return acts;
		},
	};
}
