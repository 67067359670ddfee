/**
 * Shares runs of a task among all who ask for it: whoever asks while one is under way gets the next, so that each
 * run begins after it was asked for. Never two at a time.
 */
export function coalesce(task: () => Promise<void>): () => Promise<void> {
	let last: Promise<void> = Promise.resolve();
	let next: Promise<void> | undefined;
	return () => {
		next ??= last
			.catch(() => undefined)
			.then(() => {
				next = undefined;
				last = task();
				return last;
			});
		return next;
	};
}
