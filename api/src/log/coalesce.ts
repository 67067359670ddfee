/**
 * Shares runs of a task among all who ask for it: whoever asks while one is under way gets the next, so that each
 * run begins after it was asked for. Never two at a time.
 */
export function coalesce<T = void>(task: () => Promise<T>): () => Promise<T> {
	let last: Promise<unknown> = Promise.resolve();
	let next: Promise<T> | undefined;
	return () => {
		next ??= last
			.catch(() => undefined)
			.then(() => {
				next = undefined;
				const run = task();
				last = run;
				return run;
			});
		return next;
	};
}
