import type { Vec3Wire } from "../../shared/wire";
import type { Cluster, ClusterTick } from "../clusters/cluster";
import type { Frame } from "../entities/entity";

/** Where everybody stands, as the newest frame has it, and in which cluster, as the newest tick has it. */
export class Whereabouts {
	private tick: ClusterTick = { at: 0, clusters: new Map(), clusterOf: new Map(), changes: [] };
	private frame: Frame = { at: 0, ids: [], xs: [], ys: [], zs: [] };
	private readonly places = new Map<string, number>();

	look(frame: Frame): void {
		this.frame = frame;
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

	/** Everybody else within so many studs, in the order of the frame. */
	near(id: string, studs: number): string[] {
		const found: string[] = [];
		const i = this.places.get(id);
		if (i === undefined) return found;
		const { ids } = this.frame;
		for (const j of $range(0, ids.size() - 1)) {
			if (j !== i && this.squared(i, j) <= studs * studs) found.push(ids[j]!);
		}
		return found;
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

	private squared(i: number, j: number): number {
		const { xs, ys, zs } = this.frame;
		const x = xs[i]! - xs[j]!;
		const y = ys[i]! - ys[j]!;
		const z = zs[i]! - zs[j]!;
		return x * x + y * y + z * z;
	}
}
