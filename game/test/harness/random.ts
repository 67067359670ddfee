/** A small seeded generator (Park-Miller, 31 bits): the same seed gives the same world in every VM. */
export class SeededRandom {
	private state: number;

	constructor(readonly seed: number) {
		this.state = (math.abs(math.floor(seed)) % 2147483646) + 1;
		for (const _ of $range(1, 4)) this.unit();
	}

	/** In [0, 1). */
	unit(): number {
		this.state = (this.state * 48271) % 2147483647;
		return (this.state - 1) / 2147483646;
	}

	/** A whole number from `low` to `high`, both included. */
	integer(low: number, high: number): number {
		return low + math.floor(this.unit() * (high - low + 1));
	}

	between(low: number, high: number): number {
		return low + this.unit() * (high - low);
	}

	chance(probability: number): boolean {
		return this.unit() < probability;
	}

	pick<T extends defined>(items: readonly T[]): T {
		return items[this.integer(0, items.size() - 1)]!;
	}

	/** A shuffled copy. */
	shuffled<T extends defined>(items: readonly T[]): T[] {
		const copy = [...items];
		for (let i = copy.size() - 1; i > 0; i--) {
			const j = this.integer(0, i);
			const held = copy[i]!;
			copy[i] = copy[j]!;
			copy[j] = held;
		}
		return copy;
	}
}
