/** Told once how it went: all of `changeIds` are held by the backend, or not within the time allowed. */
export type OnConfirmed = (changeIds: readonly string[], confirmed: boolean) => void;

interface Waiting {
	readonly changeIds: readonly string[];
	readonly open: Set<string>;
	readonly deadline: number;
	readonly onConfirmed: OnConfirmed;
}

/** Those who wait to hear that the backend holds a change, each answered exactly once. */
export class Confirmations {
	private waiting: Waiting[] = [];

	/** `deadline` in seconds of the clock that `expire` is given. */
	add(changeIds: readonly string[], deadline: number, onConfirmed: OnConfirmed): void {
		this.waiting.push({ changeIds, open: new Set(changeIds), deadline, onConfirmed });
	}

	/** The backend holds these changes (`taken`), or never will. */
	settle(ids: readonly string[], taken: boolean): void {
		for (const waiting of this.waiting) {
			let touched = false;
			for (const id of ids) touched = waiting.open.delete(id) || touched;
			if (touched && (!taken || waiting.open.isEmpty())) this.finish(waiting, taken);
		}
	}

	expire(now: number): void {
		for (const waiting of this.waiting) if (now >= waiting.deadline) this.finish(waiting, false);
	}

	/** Removed before it is called, as the callee may report the next change. */
	private finish(waiting: Waiting, confirmed: boolean): void {
		if (!this.waiting.includes(waiting)) return;
		this.waiting = this.waiting.filter((other) => other !== waiting);
		waiting.onConfirmed(waiting.changeIds, confirmed);
	}
}
