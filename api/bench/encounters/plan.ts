/** One room, and the users who play in it: in the order of their turns, each a hero named like the user. */
export interface TablePlan {
	readonly roomId: string;
	readonly players: readonly string[];
}

/** What a process of players is to do. */
export interface TablesPlan {
	readonly port: number;
	/** Of their tokens. */
	readonly secret: string;
	readonly tables: readonly TablePlan[];
	/** One command a second in each room. */
	readonly warmUpSeconds: number;
	readonly seconds: number;
}

/** What players saw after the warm-up. Milliseconds. */
export interface TablesResult {
	readonly commands: number;
	/** Commands that were refused, or answered with an error. */
	readonly refused: number;
	/** Events of commands that did not come to somebody at the table. */
	readonly missing: number;
	/** From a command to its event at each of the others. */
	readonly events: readonly number[];
	/** From a command to its answer. */
	readonly answers: readonly number[];
	/** Of what each of the others is sent of a move. */
	readonly moveBytes: readonly number[];
	/** Of the whole view that each is sent first. */
	readonly viewBytes: readonly number[];
	/** Of the players' own process, of each second: near 1 it is they who are late. */
	readonly cpuShare: number;
}

export type TablesMessage = { readonly standing: number } | { readonly result: TablesResult };
