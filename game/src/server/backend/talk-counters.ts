/** What has happened to talk since the start. */
export interface TalkCounters {
	asked: number;
	/** Replies given out, by how they came. */
	queueReplies: number;
	directReplies: number;
	localReplies: number;
	cancelled: number;
	/** Answers that came after the NPC had spoken for itself, or after nobody waited for them any more. */
	late: number;
	/** Answers that came again. */
	duplicates: number;
	/** Answers to what was not asked here, or that could not be read. */
	strays: number;
	/** Requests that carried talk, those sent again included. */
	requests: number;
	failures: number;
	linesTold: number;
	/** Lines given up as too many waited. */
	linesDropped: number;
	/** Lines that could not be encoded or that the backend refused. */
	linesSetAside: number;
	npcsTold: number;
	directCalls: number;
	polls: number;
	/** Times that answers may have been missed. */
	resets: number;
	streams: number;
}

export function newTalkCounters(): TalkCounters {
	return {
		asked: 0,
		queueReplies: 0,
		directReplies: 0,
		localReplies: 0,
		cancelled: 0,
		late: 0,
		duplicates: 0,
		strays: 0,
		requests: 0,
		failures: 0,
		linesTold: 0,
		linesDropped: 0,
		linesSetAside: 0,
		npcsTold: 0,
		directCalls: 0,
		polls: 0,
		resets: 0,
		streams: 0,
	};
}
