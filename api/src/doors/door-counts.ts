/** What the doors have open and have done: for metrics, and for tests that nothing is left behind. */
export interface DoorCounts {
	/** Open now. */
	sse: number;
	polls: number;
	/** Topics followed at WebSockets. */
	sockets: number;
	/** Topics watched in the log, one hub each. */
	hubs: number;
	timers: number;
	/** Since the start. Frames made of entries: once each for all readers who are caught up. */
	framed: number;
	/** Frames handed to readers. */
	delivered: number;
	/** Of those, frames that stood for many entries, for readers who had fallen behind. */
	folded: number;
	/** Readings of the log for readers who were behind what is kept at hand. */
	reads: number;
	/** Readers sent fresh state because their cursor could not be resumed from. */
	resets: number;
	/** Readers closed because they took nothing for too long. */
	dropped: number;
	/** Readers closed because their token's time was over. */
	expired: number;
	/** Readers closed because the log or a view failed. */
	failed: number;
}

export function createDoorCounts(): DoorCounts {
	return {
		sse: 0,
		polls: 0,
		sockets: 0,
		hubs: 0,
		timers: 0,
		framed: 0,
		delivered: 0,
		folded: 0,
		reads: 0,
		resets: 0,
		dropped: 0,
		expired: 0,
		failed: 0,
	};
}
