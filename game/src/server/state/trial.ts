/**
 * Finds out which events the backend refuses, once a body that held them was refused without a word on which
 * part is wrong: they are sent alone, by halves, and the one that is refused when it goes by itself is at fault.
 */
export class Trial {
	private waiting = 0;
	private next = 0;

	/** The first `count` events of the outbox are under suspicion. */
	begin(count: number): void {
		this.waiting = count;
		this.next = count;
	}

	/** How many events the next request may hold; 0 where none are under suspicion. */
	size(): number {
		return this.next;
	}

	/** The first `count` events were taken by themselves: more may go together again. None were left: it is over. */
	cleared(count: number): void {
		this.waiting = count === 0 ? 0 : math.max(0, this.waiting - count);
		this.next = math.min(this.next * 2, this.waiting);
	}

	/** The events sent last were refused. True where it was one by itself: it is at fault, and leaves. */
	refused(): boolean {
		if (this.next > 1) {
			this.next = math.ceil(this.next / 2);
			return false;
		}
		this.waiting -= 1;
		this.next = math.min(1, this.waiting);
		return true;
	}
}
