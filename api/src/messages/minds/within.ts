import { MindError } from "./mind-error.js";

interface Bounds {
	readonly seconds: number;
	/** Each ends it. */
	readonly signals: readonly AbortSignal[];
}

/**
 * Does something for a bounded time. The task's signal aborts when the time is over or one of the given signals aborts;
 * the promise settles then at the latest, whatever the task does: with MindError `timeout`, or with the signal's reason.
 * Leaves neither timer nor listener behind.
 */
export async function within<T>(
	{ seconds, signals }: Bounds,
	task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	for (const signal of signals) signal.throwIfAborted();
	const controller = new AbortController();
	const stop = ({ target }: Event): void => controller.abort((target as AbortSignal).reason);
	for (const signal of signals) signal.addEventListener("abort", stop, { once: true });
	const timer = setTimeout(() => {
		controller.abort(
			new MindError(`the model did not answer within ${seconds} s`, { failure: "timeout", mayRetry: false }),
		);
	}, seconds * 1000);
	const ended = new Promise<never>((_resolve, reject) => {
		controller.signal.addEventListener("abort", () => reject(controller.signal.reason as Error), {
			once: true,
		});
	});
	try {
		return await Promise.race([task(controller.signal), ended]);
	} finally {
		clearTimeout(timer);
		for (const signal of signals) signal.removeEventListener("abort", stop);
	}
}

/** Waits; rejects with the signal's reason as soon as that aborts. */
export async function abortable(seconds: number, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	await new Promise<void>((resolve, reject) => {
		const stop = (): void => {
			clearTimeout(timer);
			reject(signal.reason as Error);
		};
		const timer = setTimeout(() => {
			signal.removeEventListener("abort", stop);
			resolve();
		}, seconds * 1000);
		signal.addEventListener("abort", stop, { once: true });
	});
}
