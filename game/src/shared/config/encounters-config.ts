/** Settings of encounters: turn-based rooms that players open from those who stand together. */
export interface EncountersConfig {
	/** Who may open one: `everybody`, `owner` (of the place), `nobody`, or user ids with commas between them. */
	readonly encounterOpeners: string;
	/** Studs along one side of a cell of the map. A cell is 5 ft, a stud about 0.28 m: five are a little less. */
	readonly encounterCellStuds: number;
	/** Seconds of one turn, after which the room goes on without it. */
	readonly encounterTurnSeconds: number;
	/** Encounters at the same time in one place: each costs a request a second, of which all share a few. */
	readonly maxEncounters: number;
	/** Seconds between two looks at a room: what happens there is seen no later. */
	readonly encounterReadSeconds: number;
	/** Seconds between two looks for rooms that go on here: what others open in this world is found no later. */
	readonly encounterFindSeconds: number;
	/** Orders that one player may give in a minute, and back to back: a turn takes three or four. */
	readonly encounterOrdersPerMinute: number;
	readonly encounterOrderBurst: number;
	/** Orders of one player that may wait for the backend: more would be a player who clicks at random. */
	readonly maxEncounterOrders: number;
}

export const ENCOUNTERS_DEFAULTS: EncountersConfig = {
	encounterOpeners: "everybody",
	encounterCellStuds: 5,
	encounterTurnSeconds: 60,
	maxEncounters: 2,
	encounterReadSeconds: 1,
	encounterFindSeconds: 30,
	encounterOrdersPerMinute: 60,
	encounterOrderBurst: 8,
	maxEncounterOrders: 4,
};

/** Whether a setting says who may open encounters. */
export function isOpeners(text: string): boolean {
	if (text === "everybody" || text === "owner" || text === "nobody") return true;
	return text.split(",").every((id) => id.match("^%-?%d+$")[0] !== undefined);
}

/** Whether a user may open an encounter. `isOwner`: the place is theirs. */
export function mayOpen(openers: string, userId: string, isOwner: boolean): boolean {
	if (openers === "everybody") return true;
	if (openers === "owner") return isOwner;
	return openers.split(",").includes(userId);
}
