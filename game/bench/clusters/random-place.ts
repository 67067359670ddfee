import type { Frame } from "../../src/server/entities/entity";
import type { SeededRandom } from "../../test/harness/random";

/** Sizes of place that between them give singles, chains, crowds and crowds of crowds. */
const SIDES = [15, 40, 80, 160];
/** Coordinates on which lengths and cells end: a place of blocks. */
const BLOCK = 2;
/** Far enough from the origin that positions lose digits, and beyond the last cell. */
const ORIGINS = [0, 0, 0, -1000, 100_000, 5_000_000];

interface Body {
	x: number;
	y: number;
	z: number;
}

/**
 * A place where everything happens that can: entities come, go and come back, walk, jump, stand on one spot or
 * on blocks, above one another and on both sides of zero.
 */
export class RandomPlace {
	private readonly bodies = new Map<string, Body>();
	private readonly names: string[] = [];
	private readonly side: number;
	private readonly height: number;
	private readonly origin: number;
	private readonly stride: number;
	private readonly onBlocks: boolean;
	private at = 1000;

	constructor(
		private readonly random: SeededRandom,
		maxEntities: number,
	) {
		this.side = random.pick(SIDES);
		this.height = random.pick([0, 0, 8, this.side]);
		this.origin = random.pick(ORIGINS);
		this.stride = random.pick([0.5, 2, 16]);
		this.onBlocks = random.chance(0.3);
		const count = random.integer(0, maxEntities);
		for (const i of $range(1, count)) this.names.push(`e${i}`);
	}

	/** What is there a second later. */
	step(): Frame {
		for (const name of this.names) this.move(name);
		this.at += 1;
		return this.shuffled(this.at);
	}

	/** The same moment in another order. */
	shuffled(at = this.at): Frame {
		const present: string[] = [];
		for (const [name] of this.bodies) present.push(name);
		const ids = this.random.shuffled(present.sort());
		const bodies = ids.map((id) => this.bodies.get(id)!);
		return {
			at,
			ids,
			xs: bodies.map((body) => body.x),
			ys: bodies.map((body) => body.y),
			zs: bodies.map((body) => body.z),
		};
	}

	private move(name: string): void {
		const { random, stride } = this;
		const body = this.bodies.get(name);
		const isElsewhere = body === undefined || random.chance(0.02);
		if (random.chance(0.05)) this.bodies.delete(name);
		else if (isElsewhere) this.bodies.set(name, this.spot());
		else if (random.chance(0.7)) {
			body.x = this.snapped(body.x + random.between(-stride, stride));
			body.z = this.snapped(body.z + random.between(-stride, stride));
			if (this.height > 0) body.y = this.snapped(body.y + random.between(-1, 1));
		}
	}

	private spot(): Body {
		const { random, side, height, origin } = this;
		const coordinate = () => this.snapped(origin + random.between(-side / 2, side / 2));
		// By name, for the order of a map differs from run to run and a seed would not replay.
		for (const name of this.names) {
			const other = this.bodies.get(name);
			if (other && random.chance(0.02)) return { ...other };
		}
		return { x: coordinate(), y: this.snapped(random.between(0, height)), z: coordinate() };
	}

	private snapped(value: number): number {
		return this.onBlocks ? math.round(value / BLOCK) * BLOCK : value;
	}
}
