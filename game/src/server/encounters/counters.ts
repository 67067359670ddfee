/** What has happened to encounters in this place since the start. */
export interface EncounterCounters {
	/** Rooms that were opened from here, and those of them that are over or that nobody here looks at any more. */
	opened: number;
	closed: number;
	/** Commands of players, and what became of each; those that are neither are under way. */
	commands: number;
	done: number;
	refused: number;
	/** Requests that changed something, and those of them that came to nothing and were sent again. */
	tries: number;
	failures: number;
	/** Looks at rooms, and those of them that came to nothing. */
	looks: number;
	lostLooks: number;
}

export function newEncounterCounters(): EncounterCounters {
	return {
		opened: 0,
		closed: 0,
		commands: 0,
		done: 0,
		refused: 0,
		tries: 0,
		failures: 0,
		looks: 0,
		lostLooks: 0,
	};
}
