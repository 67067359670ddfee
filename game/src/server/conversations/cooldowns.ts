/** Who greeted or talked with whom lately, by ordered pair. Times are seconds of one clock. */
export class Cooldowns {
	private readonly ends = new Map<string, Map<string, number>>();

	constructor(private readonly seconds: number) {}

	/** `from` has greeted `to`. */
	start(from: string, to: string, now: number): void {
		let own = this.ends.get(from);
		if (own === undefined) {
			own = new Map();
			this.ends.set(from, own);
		}
		own.set(to, now + this.seconds);
	}

	/** One has parted from the others: none of them greets the other again at once. */
	startAround(id: string, others: readonly string[], now: number): void {
		for (const other of others) {
			if (other === id) continue;
			this.start(id, other, now);
			this.start(other, id, now);
		}
	}

	isOver(from: string, to: string, now: number): boolean {
		const ending = this.ends.get(from)?.get(to);
		return ending === undefined || now >= ending;
	}

	/** Drops what has run out, so that the memory of a long day does not grow. */
	sweep(now: number): void {
		for (const [from, own] of this.ends) {
			for (const [to, ending] of own) if (now >= ending) own.delete(to);
			if (own.isEmpty()) this.ends.delete(from);
		}
	}

	/** Ordered pairs kept. */
	size(): number {
		let count = 0;
		for (const [, own] of this.ends) count += own.size();
		return count;
	}
}
