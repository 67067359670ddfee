/** Body of `POST /v1/encounters`: a place opens a room with the members of a cluster, where they stand. */
export interface OpenEncounterWire {
	/** Kept through all tries, so that one room is opened. */
	readonly id: string;
	/** Who leads it: Roblox's id, as text. */
	readonly dm_user_id: string;
	readonly world_id: string;
	readonly cluster_id: string;
	readonly studs_per_cell: number;
	readonly turn_seconds: number;
}

/** A square of a room's map; x to the east, y to the south, both from 0. */
export interface CellWire {
	readonly x: number;
	readonly y: number;
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
