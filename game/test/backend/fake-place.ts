import type { Cluster, ClusterChange, ClusterTick } from "../../src/server/clusters/cluster";
import type { Entity, Frame, Vitals } from "../../src/server/entities/entity";
import type { PlaceView } from "../../src/server/state/place-view";
import type { SeededRandom } from "../harness/random";

interface Body {
	readonly entity: Entity;
	x: number;
	y: number;
	z: number;
	vitals: Vitals | undefined;
	/** Somebody has looked since it came: without that, nothing is known of where it stood. */
	seen: boolean;
}

export function fakeEntity(id: string, options: Partial<Entity> = {}): Entity {
	return {
		id,
		key: `key-${id}`,
		name: `Name ${id}`,
		type: "npc",
		abilities: new Set(),
		responseRadius: 20,
		responseSpeed: 1,
		persona: "",
		wanderRadius: 40,
		...options,
	};
}

/** A place in which anything happens at random: entities come, go, move, are hurt, change their groups. */
export class FakePlace implements PlaceView {
	readonly bodies = new Map<string, Body>();
	private clusters = new Map<string, Cluster>();
	private born = 0;
	private formed = 0;

	constructor(
		private readonly random: SeededRandom,
		private readonly unix: () => number,
	) {}

	readonly frame = (): Frame => {
		const ids: string[] = [];
		const xs: number[] = [];
		const ys: number[] = [];
		const zs: number[] = [];
		for (const [id, body] of this.bodies) {
			body.seen = true;
			ids.push(id);
			xs.push(body.x);
			ys.push(body.y);
			zs.push(body.z);
		}
		return { at: this.unix(), ids, xs, ys, zs };
	};

	readonly entities = () => {
		const entities: Entity[] = [];
		for (const [, { entity }] of this.bodies) entities.push(entity);
		return entities;
	};

	readonly vitals = (id: string) => this.bodies.get(id)?.vitals;
	readonly locationAt = (x: number) => (x < 0 ? "West" : "East");
	readonly relationships = () => [];

	add(): string {
		this.born += 1;
		const id = `e${this.born}`;
		const entity = fakeEntity(id, { type: this.random.chance(0.2) ? "player" : "npc" });
		const { random } = this;
		const spot = () => random.between(-50, 50);
		this.bodies.set(id, {
			entity,
			x: spot(),
			y: spot(),
			z: spot(),
			vitals: { isMoving: false },
			seen: false,
		});
		return id;
	}

	remove(id: string): void {
		this.bodies.delete(id);
	}

	/** Everybody may move, by much or by less than is told; now and then somebody comes, goes or is hurt. */
	wander(): void {
		const { random } = this;
		for (const [id, body] of this.bodies) {
			if (random.chance(0.6)) {
				const reach = random.chance(0.5) ? 0.06 : 4;
				body.x += random.between(-reach, reach);
				body.z += random.between(-reach, reach);
			}
			if (body.seen && random.chance(0.05)) body.x = random.chance(0.5) ? 0 / 0 : 0;
			if (random.chance(0.1)) body.vitals = this.someVitals();
			if (random.chance(0.02)) this.remove(id);
		}
		if (random.chance(0.2)) this.add();
	}

	/** One random change of the clusters, if it is possible; entities that are gone leave theirs. */
	tick(): ClusterTick {
		const changes: ClusterChange[] = [];
		this.dropGone(changes);
		const [kind, ids] = [this.random.integer(0, 5), this.clusterIds()];
		const singles = this.singles();
		if (kind === 0 && singles.size() >= 2) this.form(changes, [singles[0]!, singles[1]!]);
		else if (kind === 1 && singles.size() >= 1 && ids.size() >= 1) {
			this.join(changes, this.random.pick(ids), this.random.pick(singles));
		} else if (kind === 2 && ids.size() >= 1) {
			const id = this.random.pick(ids);
			this.leave(changes, id, this.random.pick(this.clusters.get(id)!.members));
		} else if (kind === 3 && ids.size() >= 2) this.merge(changes, ids[0]!, ids[1]!);
		else if (kind === 4 && ids.size() >= 1) this.dissolve(changes, this.random.pick(ids));
		return this.result(changes);
	}

	private someVitals(): Vitals | undefined {
		const { random } = this;
		if (random.chance(0.2)) return undefined;
		const health = random.chance(0.1) ? math.huge : random.between(0, 100);
		const mood = random.chance(0.5) ? random.pick(["calm", "cross"]) : undefined;
		return { health, maxHealth: 100, isMoving: random.chance(0.5), mood };
	}

	private clusterIds(): string[] {
		const ids: string[] = [];
		for (const [id] of this.clusters) ids.push(id);
		return ids.sort();
	}

	private singles(): string[] {
		const taken = new Set<string>();
		for (const [, { members }] of this.clusters) for (const id of members) taken.add(id);
		const singles: string[] = [];
		for (const [id] of this.bodies) if (!taken.has(id)) singles.push(id);
		return singles.sort();
	}

	private dropGone(changes: ClusterChange[]): void {
		for (const id of this.clusterIds()) {
			for (const member of this.clusters.get(id)!.members) {
				if (!this.bodies.has(member) && this.clusters.has(id)) this.leave(changes, id, member);
			}
		}
	}

	private form(changes: ClusterChange[], members: string[]): void {
		this.formed += 1;
		const clusterId = `c${this.formed}`;
		const at = this.unix();
		this.clusters.set(clusterId, { id: clusterId, members: members.sort(), formed: at, updated: at });
		changes.push({ kind: "formed", clusterId, members });
	}

	private setMembers(id: string, members: string[]): void {
		this.clusters.set(id, { ...this.clusters.get(id)!, members: members.sort(), updated: this.unix() });
	}

	private join(changes: ClusterChange[], clusterId: string, memberId: string): void {
		this.setMembers(clusterId, [...this.clusters.get(clusterId)!.members, memberId]);
		changes.push({ kind: "joined", clusterId, memberId });
	}

	private leave(changes: ClusterChange[], clusterId: string, memberId: string): void {
		const rest = this.clusters.get(clusterId)!.members.filter((id) => id !== memberId);
		if (rest.size() < 2) return this.dissolve(changes, clusterId);
		this.setMembers(clusterId, rest);
		changes.push({ kind: "left", clusterId, memberId });
	}

	private merge(changes: ClusterChange[], clusterId: string, from: string): void {
		const { members } = this.clusters.get(from)!;
		this.setMembers(clusterId, [...this.clusters.get(clusterId)!.members, ...members]);
		this.clusters.delete(from);
		changes.push({ kind: "merged", clusterId, from, members });
	}

	private dissolve(changes: ClusterChange[], clusterId: string): void {
		const { members } = this.clusters.get(clusterId)!;
		this.clusters.delete(clusterId);
		changes.push({ kind: "dissolved", clusterId, members });
	}

	private result(changes: readonly ClusterChange[]): ClusterTick {
		const clusterOf = new Map<string, string>();
		for (const [id, { members }] of this.clusters) for (const member of members) clusterOf.set(member, id);
		return { at: this.unix(), clusters: table.clone(this.clusters), clusterOf, changes };
	}
}
