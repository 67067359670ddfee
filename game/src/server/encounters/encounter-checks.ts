import { t } from "@rbxts/t";
import type {
	OpenedEncounterWire,
	PlacedEncountersWire,
	PlacedEncounterWire,
	ReachWire,
} from "../../shared/wire";

const isCell = t.interface({ x: t.number, y: t.number });
const isEconomy = t.interface({ action: t.boolean, bonusAction: t.boolean, movementLeft: t.number });

/** As much of somebody in a room as a place needs; of one's own alone all of it is told. */
const isMember = t.interface({
	entityId: t.string,
	name: t.string,
	userId: t.optional(t.string),
	position: isCell,
	life: t.literal("up", "down", "stable", "defeated"),
	health: t.string,
	currentHP: t.optional(t.number),
	maxHP: t.optional(t.number),
	availableActions: t.optional(t.array(t.string)),
	/** Told to whoever leads and to whoever plays them; others know nothing of them at all. */
	isHidden: t.optional(t.boolean),
	economy: t.optional(isEconomy),
	attacks: t.optional(t.array(t.interface({ attackId: t.string, name: t.string }))),
	spells: t.optional(t.array(t.interface({ spellId: t.string, name: t.string }))),
	inventory: t.optional(t.array(t.interface({ itemId: t.string, name: t.string }))),
});

/** A room as one of its players sees it. */
const isView = t.interface({
	status: t.literal("waiting", "active", "paused", "completed"),
	dmId: t.string,
	initiativeOrder: t.array(t.interface({ seatId: t.string, entityIds: t.array(t.string) })),
	currentTurnIndex: t.number,
	roundNumber: t.number,
	turn: t.optional(t.interface({ seatId: t.string })),
	participants: t.map(t.string, isMember),
	mapState: t.interface({ width: t.number, height: t.number }),
	pauseReason: t.optional(t.string),
	outcome: t.optional(t.string),
});

const opened = {
	room_id: t.string,
	ground: t.interface({ corner: t.interface({ x: t.number, z: t.number }), studs_per_cell: t.number }),
};

/** Answer of `POST /v1/encounters`. */
export const isOpened: t.check<OpenedEncounterWire> = t.interface(opened);

const isPlacedRoom: t.check<PlacedEncounterWire> = t.interface({
	...opened,
	dm_user_id: t.string,
	user_ids: t.array(t.string),
});

/** Answer of `GET /v1/worlds/:world/encounters`. */
export const isPlaced: t.check<PlacedEncountersWire> = t.interface({ rooms: t.array(isPlacedRoom) });

const isReach: t.check<ReachWire> = t.interface({
	entity_id: t.string,
	runs: t.array(t.interface({ x: t.number, y: t.number, width: t.number })),
});

/** Answer of `GET /v1/encounters/:room`. */
export const isLooked = t.interface({ cursor: t.string, view: isView, reach: t.array(isReach) });

/** Answer of `POST /v1/encounters/:room/commands`; a reason where it is refused. */
export const isGiven = t.interface({ ok: t.boolean, reason: t.optional(t.string) });

export type Looked = t.static<typeof isLooked>;
export type EncounterView = t.static<typeof isView>;
export type EncounterMember = t.static<typeof isMember>;

/** Place in a room's log at which a view was looked at: the same for all who look then. */
export function momentOf(cursor: string): string {
	return cursor.split("~")[0]!;
}
