/** What has happened to an experience in this place since the start. */
export interface ExperienceCounters {
	/** Triggers that became an action, and what became of each. */
	takes: number;
	taken: number;
	refused: number;
	/** The backend could not be told, or would not read it. */
	givenUp: number;
	/** Tries of actions that went out, and those of them that came to nothing. */
	tries: number;
	failures: number;
	polls: number;
	/** Updates of the shared world that were applied. */
	updates: number;
	/** Times that the whole world was given. */
	states: number;
	/** Updates that could not be read. */
	strays: number;
	/** Times that a player's quests were asked for. */
	views: number;
}

export function newExperienceCounters(): ExperienceCounters {
	return {
		takes: 0,
		taken: 0,
		refused: 0,
		givenUp: 0,
		tries: 0,
		failures: 0,
		polls: 0,
		updates: 0,
		states: 0,
		strays: 0,
		views: 0,
	};
}
