/** What the rules are to know of somebody beyond where they stand (`side`, `maxHP`, `attacks`, …): the backend's to read. */
export type SheetWire = object;

/** Body of `POST /v1/encounters`: a place opens a room with the members of a cluster, where they stand. */
export interface OpenEncounterWire {
	/** Kept through all tries, so that one room is opened. */
	readonly id?: string;
	/** Who leads it: Roblox's id, as text. */
	readonly dm_user_id: string;
	readonly world_id?: string;
	readonly cluster_id: string;
	readonly studs_per_cell?: number;
	/** By the place's entity id. */
	readonly sheets?: Readonly<Record<string, SheetWire>>;
	/** No limit where absent. */
	readonly turn_seconds?: number;
}

/** A square of a room's map; x to the east, y to the south, both from 0. */
export interface CellWire {
	readonly x: number;
	readonly y: number;
}

/** How a room's map lies in the world, seen from above: x to the east, y to the south (studs' z). */
export interface GroundWire {
	/** Studs of the corner of cell 0, 0. */
	readonly corner: { readonly x: number; readonly z: number };
	/** Studs along one side of a cell. */
	readonly studs_per_cell: number;
}

/** Answer of `POST /v1/encounters`. */
export interface OpenedEncounterWire {
	readonly room_id: string;
	readonly ground: GroundWire;
}

/** A room that was opened in a world and is not over. */
export interface PlacedEncounterWire extends OpenedEncounterWire {
	/** Who leads it. */
	readonly dm_user_id: string;
	/** Those who play somebody in it. */
	readonly user_ids: readonly string[];
}

/** Answer of `GET /v1/worlds/:world/encounters`: newest activity first. */
export interface PlacedEncountersWire {
	readonly rooms: readonly PlacedEncounterWire[];
}

/** Cells side by side, from one to the east. */
export interface CellRunWire extends CellWire {
	/** Cells. */
	readonly width: number;
}

/** Where somebody may go now, and stay there. */
export interface ReachWire {
	readonly entity_id: string;
	readonly runs: readonly CellRunWire[];
}

/** What somebody does with a turn. */
export interface TurnActionWire {
	readonly type: "move" | "attack" | "useItem" | "cast" | "interact" | "end";
	/** Who does it. */
	readonly entityId: string;
	readonly target?: string;
	readonly position?: CellWire;
	readonly itemId?: string;
	readonly spellId?: string;
	readonly actionId?: string;
}

/** What a place asks of a room: the doings of a turn, and what the one who leads it decides. */
export type EncounterCommandWire =
	| { readonly type: "act"; readonly action: TurnActionWire }
	| { readonly type: "start" | "pause" | "resume" | "skipTurn" | "complete" };

/** Body of `POST /v1/encounters/:room/commands`, on behalf of a player. */
export interface GiveCommandWire {
	/** Kept through all tries, so that it is done once. */
	readonly id: string;
	readonly user_id: string;
	readonly command: EncounterCommandWire;
}
