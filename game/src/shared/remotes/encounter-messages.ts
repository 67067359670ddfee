import { t } from "@rbxts/t";

/** Attribute of a body: who it is in the encounter that it is in. */
export const ENTITY_MARK = "EncounterEntity";

/** Something that a player may do now. `needs` says what has to be clicked first: the ground, somebody, or either. */
export interface ActionMessage {
	readonly id: string;
	readonly label: string;
	readonly needs: "nothing" | "ground" | "somebody" | "either";
}

/** Somebody in the order of turns. */
export interface SeatMessage {
	readonly entityId: string;
	readonly name: string;
	readonly health: string;
	readonly isNow: boolean;
	readonly isYou: boolean;
}

/** What the one who leads an encounter may decide now. */
export type LeadMessage = "start" | "pause" | "resume" | "skipTurn" | "complete";

/** The map of an encounter as it lies on the ground; x to the east, y to the south, in cells. */
export interface GroundMessage {
	/** Studs of the corner of cell 0, 0, and along one side of a cell. */
	readonly corner: { readonly x: number; readonly z: number };
	readonly studs: number;
	readonly width: number;
	readonly height: number;
	/** Where whoever acts for the player may go now: cells side by side. */
	readonly reach: readonly { readonly x: number; readonly y: number; readonly width: number }[];
}

/** An encounter as one player's panel shows it; all texts from outside have been filtered for them. */
export interface RoomMessage {
	readonly status: "waiting" | "active" | "paused" | "completed";
	readonly round: number;
	/** In the order of turns; before that is known, in the order of names. */
	readonly seats: readonly SeatMessage[];
	/** Who acts for the player now, and what is left; absent where it is nobody's of theirs. */
	readonly actor?: {
		readonly entityId: string;
		readonly name: string;
		readonly left: string;
		readonly actions: readonly ActionMessage[];
	};
	/** The player is in it, and has not yet agreed that it moves their character. */
	readonly canJoin: boolean;
	readonly leads: readonly LeadMessage[];
	/** What else has to be known: that the backend is away, say. Empty for nothing. */
	readonly notice: string;
	readonly ground: GroundMessage;
}

/** What a player is told of encounters. */
export interface EncounterMessage {
	/** One may be opened from those around them. */
	readonly canOpen: boolean;
	readonly room?: RoomMessage;
}

/** What a player wants of encounters. A spot is in studs. */
export type EncounterOrder =
	| { readonly kind: "open" | "join" }
	| { readonly kind: "lead"; readonly what: LeadMessage }
	| {
			readonly kind: "act";
			readonly action: string;
			readonly target?: string;
			readonly spot?: { readonly x: number; readonly z: number };
	  };

const isLead: t.check<LeadMessage> = t.literal("start", "pause", "resume", "skipTurn", "complete");

const isGround: t.check<GroundMessage> = t.interface({
	corner: t.interface({ x: t.number, z: t.number }),
	studs: t.number,
	width: t.number,
	height: t.number,
	reach: t.array(t.interface({ x: t.number, y: t.number, width: t.number })),
});

const isRoom: t.check<RoomMessage> = t.interface({
	status: t.literal("waiting", "active", "paused", "completed"),
	round: t.number,
	seats: t.array(
		t.interface({ entityId: t.string, name: t.string, health: t.string, isNow: t.boolean, isYou: t.boolean }),
	),
	actor: t.optional(
		t.interface({
			entityId: t.string,
			name: t.string,
			left: t.string,
			actions: t.array(
				t.interface({
					id: t.string,
					label: t.string,
					needs: t.literal("nothing", "ground", "somebody", "either"),
				}),
			),
		}),
	),
	canJoin: t.boolean,
	leads: t.array(isLead),
	notice: t.string,
	ground: isGround,
});

/** Checks an `EncounterMessage`. */
export const isEncounterMessage: t.check<EncounterMessage> = t.interface({
	canOpen: t.boolean,
	room: t.optional(isRoom),
});

/** Bytes of an id that a client may name: longer ones are nobody's. */
const MAX_ID_BYTES = 256;
/** Studs from the middle of the world beyond which nobody can have clicked. */
const MAX_STUDS = 1_000_000;

const isId: t.check<string> = (value): value is string =>
	typeIs(value, "string") && value.size() <= MAX_ID_BYTES;
const isStuds = t.numberConstrained(-MAX_STUDS, MAX_STUDS);

/** Checks an `EncounterOrder`; it comes from a client, which may send anything. */
export const isEncounterOrder: t.check<EncounterOrder> = t.union(
	t.strictInterface({ kind: t.literal("open", "join") }),
	t.strictInterface({ kind: t.literal("lead"), what: isLead }),
	t.strictInterface({
		kind: t.literal("act"),
		action: isId,
		target: t.optional(isId),
		spot: t.optional(t.strictInterface({ x: isStuds, z: isStuds })),
	}),
);
