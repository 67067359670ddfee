export interface WriteQueueOptions {
	/** Jobs that may wait, the one under way included. */
	readonly maxWaiting: number;
	/** What a job is refused with beyond that. */
	readonly full: () => Error;
	/** Done after each job, whatever became of it, before the next one. Does not reject. */
	readonly afterEach: () => Promise<void>;
}

/** The one writer of a topic: does one job after the other. */
export interface WriteQueue {
	/** Resolves as the job does. Throws where too many wait. */
	readonly add: <T>(job: () => Promise<T>) => Promise<T>;
	/** Resolves when everything that was added is done. */
	readonly idle: () => Promise<void>;
}

export function createWriteQueue({ maxWaiting, full, afterEach }: WriteQueueOptions): WriteQueue {
	let tail: Promise<void> = Promise.resolve();
	let waiting = 0;
	return {
		add: (job) => {
			if (waiting >= maxWaiting) throw full();
			waiting += 1;
			const done = tail.then(job).finally(() => {
				waiting -= 1;
			});
			tail = done.then(afterEach, afterEach);
			return done;
		},
		idle: () => tail,
	};
}
