//!native
//!optimize 2
import type { Frame } from "../../src/server/entities/entity";
import type { LinkRange } from "../../src/server/clusters/links";

/** More entities than any world has; keeps the two numbers in the name of a pair apart. */
const MAX_ENTITIES = 2 ** 20;

/** Links and components of one frame. Numbers are indices into the frame. */
export interface Linked {
	/** Ends of the links: those at `firsts[i]` and `seconds[i]` are linked. */
	readonly firsts: readonly number[];
	readonly seconds: readonly number[];
	/** By entity, the least index of its component. */
	readonly components: readonly number[];
}

/**
 * The plain form: every pair of a frame is looked at. It is what the grid is measured by, and what it has to
 * agree with.
 */
export class AllPairs {
	private readonly numbers = new Map<string, number>();
	private linked = new Set<number>();

	constructor(private readonly range: LinkRange) {}

	update(frame: Frame): Linked {
		const { ids, xs, ys, zs } = frame;
		const count = ids.size();
		const formSquared = this.range.linkStuds * this.range.linkStuds;
		const breakSquared = this.range.unlinkStuds * this.range.unlinkStuds;
		const numbers = ids.map((id) => this.numberOf(id));
		const linked = new Set<number>();
		const firsts: number[] = [];
		const seconds: number[] = [];
		const parents: number[] = [];
		for (const i of $range(0, count - 1)) parents.push(i);
		for (const i of $range(0, count - 2)) {
			const x = xs[i]!;
			const y = ys[i]!;
			const z = zs[i]!;
			for (const j of $range(i + 1, count - 1)) {
				const dx = x - xs[j]!;
				const dy = y - ys[j]!;
				const dz = z - zs[j]!;
				const squared = dx * dx + dy * dy + dz * dz;
				if (squared <= breakSquared) {
					const pair = math.min(numbers[i]!, numbers[j]!) * MAX_ENTITIES + math.max(numbers[i]!, numbers[j]!);
					if (squared <= formSquared || this.linked.has(pair)) {
						linked.add(pair);
						firsts.push(i);
						seconds.push(j);
						const a = rootOf(parents, i);
						const b = rootOf(parents, j);
						parents[math.max(a, b)] = math.min(a, b);
					}
				}
			}
		}
		this.linked = linked;
		return { firsts, seconds, components: parents.map((_, i) => rootOf(parents, i)) };
	}

	private numberOf(id: string): number {
		const known = this.numbers.get(id);
		if (known !== undefined) return known;
		const number = this.numbers.size();
		this.numbers.set(id, number);
		return number;
	}
}

function rootOf(parents: number[], item: number): number {
	let at = item;
	while (parents[at]! !== at) {
		parents[at] = parents[parents[at]!]!;
		at = parents[at]!;
	}
	return at;
}
