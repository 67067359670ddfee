/** Tells every process that watches a topic of its new head. May lose what it is told; never invents. */
export interface FanOut {
	/** Whether what is said is passed on now. */
	readonly isUp: () => boolean;
	readonly say: (topic: string, news: string) => void;
	/** Has `heard` called with what others say of a topic, as long as it is not stopped. Returns the stop. */
	readonly hear: (topic: string, heard: (news: string) => void) => () => void;
	/** Resolves when everything that others say from now on is heard; rejects where it is down. */
	readonly settled: () => Promise<void>;
	/** Listens to nothing any more. */
	readonly close: () => void;
}

/** Where there is none: Redis is asked instead. */
export const NO_FAN_OUT: FanOut = {
	isUp: () => false,
	say: () => undefined,
	hear: () => () => undefined,
	settled: () => Promise.resolve(),
	close: () => undefined,
};
