/** What has happened to players' chatlings in this place since the start. */
export interface ChatlingCounters {
	/** Times that the backend was asked, and those of them that came to nothing or brought nothing new. */
	requests: number;
	failures: number;
	unchanged: number;
	appeared: number;
	changed: number;
	/** Taken away, those that ran away included. */
	left: number;
	ranAway: number;
}

export function newChatlingCounters(): ChatlingCounters {
	return { requests: 0, failures: 0, unchanged: 0, appeared: 0, changed: 0, left: 0, ranAway: 0 };
}
