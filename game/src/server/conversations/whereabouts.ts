import type { Vec3Wire } from "../../shared/wire";
import type { Cluster, ClusterTick } from "../clusters/cluster";
import type { Frame } from "../entities/entity";

/** Studs along the edge of a cell of the ground: about as far as talk is overheard. */
const CELL_STUDS = 16;
/** Cells from one row to the next: more than any place has in a row, so that no two cells share a key. */
const ROW = 2 ** 24;
const NONE: readonly number[] = [];

function cellAt(coordinate: number): number {
	return math.floor(coordinate / CELL_STUDS);
}

function cellKey(x: number, z: number): number {
	return x * ROW + z;
}

/** Where everybody stands, as the newest frame has it, and in which cluster, as the newest tick has it. */
export class Whereabouts {
	private tick: ClusterTick = { at: 0, clusters: new Map(), clusterOf: new Map(), changes: [] };
	private frame: Frame = { at: 0, ids: [], xs: [], ys: [], zs: [] };
	private readonly places = new Map<string, number>();
	/** Indices into the frame by cell of the ground, made when it is first asked for. */
	private cells: Map<number, number[]> | undefined;

	look(frame: Frame): void {
		this.frame = frame;
		this.cells = undefined;
		this.places.clear();
		frame.ids.forEach((id, i) => this.places.set(id, i));
	}

	gather(tick: ClusterTick): void {
		this.tick = tick;
	}

	clusterOf(id: string): string | undefined {
		return this.tick.clusterOf.get(id);
	}

	cluster(clusterId: string): Cluster | undefined {
		return this.tick.clusters.get(clusterId);
	}

	/** Whether both have a place and stand at most so many studs apart. */
	isWithin(a: string, b: string, studs: number): boolean {
		const [i, j] = [this.places.get(a), this.places.get(b)];
		return i !== undefined && j !== undefined && this.squared(i, j) <= studs * studs;
	}

	/** Everybody else within so many studs, by id. */
	near(id: string, studs: number): string[] {
		const found: string[] = [];
		const i = this.places.get(id);
		if (i === undefined) return found;
		const { ids, xs, zs } = this.frame;
		const cells = this.cells ?? this.sort();
		this.cells = cells;
		for (const x of $range(cellAt(xs[i]! - studs), cellAt(xs[i]! + studs))) {
			for (const z of $range(cellAt(zs[i]! - studs), cellAt(zs[i]! + studs))) {
				for (const j of cells.get(cellKey(x, z)) ?? NONE) {
					if (j !== i && this.squared(i, j) <= studs * studs) found.push(ids[j]!);
				}
			}
		}
		return found.sort();
	}

	/** Of these, the nearest to `id`; the first of equally near ones. */
	nearest(id: string, others: readonly string[]): string | undefined {
		const i = this.places.get(id);
		if (i === undefined) return undefined;
		let best: string | undefined;
		let least = math.huge;
		for (const other of others) {
			const j = this.places.get(other);
			const squared = j === undefined ? math.huge : this.squared(i, j);
			if (squared < least) {
				least = squared;
				best = other;
			}
		}
		return best;
	}

	position(id: string): Vec3Wire | undefined {
		const i = this.places.get(id);
		if (i === undefined) return undefined;
		return { x: this.frame.xs[i]!, y: this.frame.ys[i]!, z: this.frame.zs[i]! };
	}

	private sort(): Map<number, number[]> {
		const { xs, zs } = this.frame;
		const cells = new Map<number, number[]>();
		for (const i of $range(0, xs.size() - 1)) {
			const key = cellKey(cellAt(xs[i]!), cellAt(zs[i]!));
			const cell = cells.get(key);
			if (cell === undefined) cells.set(key, [i]);
			else cell.push(i);
		}
		return cells;
	}

	private squared(i: number, j: number): number {
		const { xs, ys, zs } = this.frame;
		const x = xs[i]! - xs[j]!;
		const y = ys[i]! - ys[j]!;
		const z = zs[i]! - zs[j]!;
		return x * x + y * y + z * z;
	}
}
