/** What has happened to encounters in this place since the start. */
export interface EncounterCounters {
	/** Rooms that were opened from here, and those that were found to go on here; of both, those that do no more. */
	opened: number;
	found: number;
	closed: number;
	/** Commands of players, and what became of each; those that are neither are under way. */
	commands: number;
	done: number;
	refused: number;
	/** Requests that changed something, and those of them that came to nothing and were sent again. */
	tries: number;
	failures: number;
	/** Looks at rooms and for rooms, and those of them that came to nothing. */
	looks: number;
	lostLooks: number;
}

export function newEncounterCounters(): EncounterCounters {
	return {
		opened: 0,
		found: 0,
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
