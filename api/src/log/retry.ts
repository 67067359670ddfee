/** Milliseconds before the first try again, and the longest between two: an outage ends soon, or lasts. */
const FIRST_MS = 100;
const LONGEST_MS = 2_000;

/** Something that is to succeed in the end. */
export interface Retrying {
	/**
	 * Tries now, and once more where a try is under way; where that fails, again after a while, until it succeeds.
	 * Resolves when the try under way has ended, whatever became of it.
	 */
	readonly run: () => Promise<void>;
	/** Tries after a while, as if a try had failed. */
	readonly runLater: () => void;
	readonly stop: () => void;
}

/** Tries a task until it does not reject, waiting longer from one try to the next. */
export function retry(task: () => Promise<void>, onFailure: (error: unknown) => void): Retrying {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let isWanted = false;
	let isStopped = false;
	let delay = FIRST_MS;

	const attempt = async (): Promise<void> => {
		try {
			do {
				isWanted = false;
				await task();
			} while (isWanted && !isStopped);
			delay = FIRST_MS;
		} catch (error) {
			if (isStopped) return;
			onFailure(error);
			startLater();
		}
	};

	const startLater = (): void => {
		if (isStopped || timer !== undefined) return;
		timer = setTimeout(() => void start(), delay);
		delay = Math.min(2 * delay, LONGEST_MS);
	};

	const start = (): Promise<void> => {
		clearTimeout(timer);
		timer = undefined;
		if (running) {
			isWanted = true;
			return running;
		}
		running = attempt().finally(() => {
			running = undefined;
			// Asked for between the end of the last try and here.
			if (isWanted && timer === undefined && !isStopped) void start();
		});
		return running;
	};

	return {
		run: async () => {
			if (!isStopped) await start();
		},
		runLater: startLater,
		stop: () => {
			isStopped = true;
			clearTimeout(timer);
		},
	};
}
