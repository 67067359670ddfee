import type { Vec3Wire } from "../../shared/wire";
import type { Baseline } from "./baseline";
import type { PlaceState } from "./game-state";
import { settledPosition } from "./position";

/** Where several members stand, by key. */
export type Positions = Readonly<Record<string, Vec3Wire>>;

/** Says where members stand in one body: the same of a member wherever the body tells it. */
export class Teller {
	private readonly settled = new Map<string, Vec3Wire>();
	/** By the state's own table, which all contexts of a cluster share. */
	private readonly tables = new Map<Positions, Positions>();

	constructor(
		private readonly wanted: PlaceState,
		private readonly baseline: Baseline,
		private readonly thresholdStuds: number,
	) {}

	/** `seen` is where the member was seen; its own context, where it has one, knows better. */
	position(key: string, seen: Vec3Wire): Vec3Wire {
		const known = this.settled.get(key);
		if (known !== undefined) return known;
		const now = this.wanted.humanContext.get(key)?.position ?? seen;
		const position = settledPosition(now, this.baseline.told.get(key), this.thresholdStuds);
		this.settled.set(key, position);
		return position;
	}

	/** The same for all members of a cluster. */
	positions(seen: Positions): Positions {
		const known = this.tables.get(seen);
		if (known !== undefined) return known;
		const told: Record<string, Vec3Wire> = {};
		for (const [key, position] of pairs(seen)) told[key] = this.position(key, position);
		this.tables.set(seen, told);
		return told;
	}
}
