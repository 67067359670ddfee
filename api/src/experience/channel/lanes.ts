/** Does one thing after the other, in their order; so many may wait and no more. */
export class Lane {
	private waiting = 0;
	private tail: Promise<void> = Promise.resolve();

	constructor(private readonly max: number) {}

	/** False where too much waits: then it is not done. `task` must not reject. */
	take(task: () => Promise<void>): boolean {
		if (this.waiting >= this.max) return false;
		this.waiting += 1;
		this.tail = this.tail.then(task).then(() => {
			this.waiting -= 1;
		});
		return true;
	}
}

interface Latest {
	task: () => Promise<void>;
	readonly done: Promise<void>;
}

/** Does one thing at a time, and after it the latest that came meanwhile: what that one overtook is let go. */
export class LatestLane {
	private last: Promise<void> = Promise.resolve();
	private next: Latest | undefined;

	/** Resolves when it is done, or what overtook it is. `task` must not reject. */
	take(task: () => Promise<void>): Promise<void> {
		if (this.next) {
			this.next.task = task;
			return this.next.done;
		}
		const next: Latest = { task, done: this.last.then(() => this.begin(next)) };
		this.next = next;
		this.last = next.done;
		return next.done;
	}

	private begin({ task }: Latest): Promise<void> {
		this.next = undefined;
		return task();
	}
}
