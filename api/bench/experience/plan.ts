/** What a process of players is to do. */
export interface PlayersPlan {
	readonly port: number;
	readonly experience: string;
	/** Of their tokens. */
	readonly secret: string;
	readonly players: number;
	/** Begins their ids. */
	readonly name: string;
	/** Connections that are opened at a time. */
	readonly together: number;
	readonly rates: PlayersRates;
}

/** What all players do together. */
export interface PlayersRates {
	readonly pingsPerSecond: number;
	/** Each tells the player alone. */
	readonly movesPerSecond: number;
	/** Items taken and put down: each is told to everybody. */
	readonly sharedPerSecond: number;
	readonly warmUpSeconds: number;
	readonly seconds: number;
}

/** What players saw after the warm-up. Milliseconds. */
export interface PlayersResult {
	readonly pings: readonly number[];
	/** From an action to its update at who did it. */
	readonly updates: readonly number[];
	/** From an action to its result. */
	readonly results: readonly number[];
	/** From a shared action to each other player's update. */
	readonly shared: readonly number[];
	/** Of the players' own process, of each second: near 1 it is they who are late. */
	readonly cpuShare: number;
	/** Everything asked for and every connection, warm-up included. */
	readonly asked: number;
	/** What failed of it: no answer, an error, a connection that ended, a message lost, repeated or astray. */
	readonly errors: number;
	/** Some of them. */
	readonly examples: readonly string[];
}

/** Said by the process of players, in this order: standing once, a result for each `run`. */
export type PlayersMessage =
	{ readonly standing: number; readonly milliseconds: number } | { readonly result: PlayersResult };
