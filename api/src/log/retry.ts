/** Milliseconds before the first try again, and the longest between two: an outage ends soon, or lasts. */
const FIRST_MS = 100;
const LONGEST_MS = 2_000;

/** Something that is to succeed in the end. */
export interface Retrying {
	/** Tries now; where that fails, again after a while, until it succeeds. */
	readonly run: () => void;
	/** Resolves when it has succeeded, or was stopped. */
	readonly done: () => Promise<void>;
	readonly stop: () => void;
}

/** Tries a task until it does not reject, waiting longer from one try to the next. */
export function retry(task: () => Promise<void>, onFailure: (error: unknown) => void): Retrying {
	let timer: NodeJS.Timeout | undefined;
	let delay = FIRST_MS;
	let isStopped = false;
	let running: Promise<void> | undefined;
	let isWanted = false;
	const idle: (() => void)[] = [];

	const settle = (): void => {
		for (const resolve of idle.splice(0)) resolve();
	};

	const attempt = async (): Promise<void> => {
		try {
			do {
				isWanted = false;
				await task();
			} while (isWanted && !isStopped);
			delay = FIRST_MS;
			settle();
		} catch (error) {
			if (isStopped) return;
			onFailure(error);
			timer = setTimeout(() => {
				timer = undefined;
				start();
			}, delay);
			delay = Math.min(2 * delay, LONGEST_MS);
		} finally {
			running = undefined;
		}
	};

	const start = (): void => {
		if (isStopped) return;
		running = attempt();
	};

	return {
		run: () => {
			if (isStopped) return;
			if (running) isWanted = true;
			else if (timer === undefined) start();
		},
		done: () =>
			running || timer !== undefined ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve(),
		stop: () => {
			isStopped = true;
			clearTimeout(timer);
			timer = undefined;
			settle();
		},
	};
}
