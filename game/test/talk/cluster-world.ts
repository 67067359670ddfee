import type { Cluster, ClusterChange, ClusterTick } from "../../src/server/clusters/cluster";
import type { SeededRandom } from "../harness/random";

/** Clusters that change at random in every way there is, one or more changes a tick. */
export class ClusterWorld {
	clusters = new Map<string, Cluster>();
	clusterOf = new Map<string, string>();
	private formed = 0;

	constructor(
		private readonly random: SeededRandom,
		private readonly ids: readonly string[],
		private readonly maxMembers = 8,
	) {}

	/** The tick at `at` after so many random changes; fewer where chance finds none that is possible. */
	tick(at: number, count = 1): ClusterTick {
		const changes: ClusterChange[] = [];
		this.clusters = table.clone(this.clusters);
		this.clusterOf = table.clone(this.clusterOf);
		for (const _ of $range(1, count)) this.change(at, changes);
		return { at, clusters: this.clusters, clusterOf: this.clusterOf, changes };
	}

	/** All clusters end, whoever is given forms one, and everybody else is alone. */
	gather(at: number, members: readonly string[]): ClusterTick {
		const changes: ClusterChange[] = [];
		this.clusters = table.clone(this.clusters);
		this.clusterOf = table.clone(this.clusterOf);
		for (const id of this.clusterIds()) this.dissolve(changes, id);
		if (members.size() >= 2) this.form(at, changes, [...members]);
		return { at, clusters: this.clusters, clusterOf: this.clusterOf, changes };
	}

	/** The clusters as they are, without a change. */
	still(at: number): ClusterTick {
		return { at, clusters: this.clusters, clusterOf: this.clusterOf, changes: [] };
	}

	join(at: number, clusterId: string, memberId: string): ClusterTick {
		const tick = this.tick(at, 0);
		this.put(clusterId, [...this.clusters.get(clusterId)!.members, memberId], at);
		(tick.changes as ClusterChange[]).push({ kind: "joined", clusterId, memberId });
		return tick;
	}

	leave(at: number, memberId: string): ClusterTick {
		const tick = this.tick(at, 0);
		this.part(at, tick.changes as ClusterChange[], this.clusterOf.get(memberId)!, memberId);
		return tick;
	}

	merge(at: number, clusterId: string, from: string): ClusterTick {
		const tick = this.tick(at, 0);
		this.unite(at, tick.changes as ClusterChange[], { clusterId, from });
		return tick;
	}

	split(at: number, from: string, members: readonly string[]): ClusterTick {
		const tick = this.tick(at, 0);
		this.divide(at, tick.changes as ClusterChange[], { from, members: [...members] });
		return tick;
	}

	clusterIds(): string[] {
		const ids: string[] = [];
		for (const [id] of this.clusters) ids.push(id);
		return ids.sort();
	}

	private change(at: number, changes: ClusterChange[]): void {
		const { random } = this;
		const ids = this.clusterIds();
		const singles = this.ids.filter((id) => !this.clusterOf.has(id));
		const kind = random.integer(0, 6);
		if (kind <= 1 && singles.size() >= 2) {
			const [a, b] = random.shuffled(singles);
			this.form(at, changes, [a!, b!]);
		} else if (ids.isEmpty()) return;
		else if (kind <= 3 && !singles.isEmpty()) this.admit(at, changes, random.pick(ids), random.pick(singles));
		else if (kind === 4) {
			const id = random.pick(ids);
			this.part(at, changes, id, random.pick(this.clusters.get(id)!.members));
		} else if (kind === 5) this.uniteAny(at, changes, random.shuffled(ids));
		else if (random.chance(0.5)) this.divideAny(at, changes, random.pick(ids));
		else this.dissolve(changes, random.pick(ids));
	}

	private put(id: string, members: string[], at: number): void {
		const formed = this.clusters.get(id)?.formed ?? at;
		this.clusters.set(id, { id, members: members.sort(), formed, updated: at });
		for (const member of members) this.clusterOf.set(member, id);
	}

	private newId(): string {
		this.formed += 1;
		return string.format("c%06d", this.formed);
	}

	private form(at: number, changes: ClusterChange[], members: string[]): void {
		const clusterId = this.newId();
		this.put(clusterId, members, at);
		changes.push({ kind: "formed", clusterId, members: [...members] });
	}

	private admit(at: number, changes: ClusterChange[], clusterId: string, memberId: string): void {
		const { members } = this.clusters.get(clusterId)!;
		if (members.size() >= this.maxMembers) return;
		this.put(clusterId, [...members, memberId], at);
		changes.push({ kind: "joined", clusterId, memberId });
	}

	private part(at: number, changes: ClusterChange[], clusterId: string, memberId: string): void {
		const rest = this.clusters.get(clusterId)!.members.filter((id) => id !== memberId);
		if (rest.size() < 2) {
			this.dissolve(changes, clusterId);
			return;
		}
		this.clusterOf.delete(memberId);
		this.put(clusterId, rest, at);
		changes.push({ kind: "left", clusterId, memberId });
	}

	private uniteAny(at: number, changes: ClusterChange[], ids: readonly string[]): void {
		if (ids.size() < 2) return;
		const [clusterId, from] = [ids[0]!, ids[1]!];
		const size = this.clusters.get(clusterId)!.members.size() + this.clusters.get(from)!.members.size();
		if (size <= this.maxMembers) this.unite(at, changes, { clusterId, from });
	}

	private unite(
		at: number,
		changes: ClusterChange[],
		{ clusterId, from }: { clusterId: string; from: string },
	): void {
		const { members } = this.clusters.get(from)!;
		this.clusters.delete(from);
		this.put(clusterId, [...this.clusters.get(clusterId)!.members, ...members], at);
		changes.push({ kind: "merged", clusterId, from, members });
	}

	private divideAny(at: number, changes: ClusterChange[], from: string): void {
		const members = this.random.shuffled(this.clusters.get(from)!.members);
		if (members.size() < 4) return;
		this.divide(at, changes, { from, members: [members[0]!, members[1]!] });
	}

	private divide(
		at: number,
		changes: ClusterChange[],
		{ from, members }: { from: string; members: string[] },
	): void {
		const rest = this.clusters.get(from)!.members.filter((id) => !members.includes(id));
		const clusterId = this.newId();
		this.put(from, rest, at);
		this.put(clusterId, members, at);
		changes.push({ kind: "split", clusterId, from, members: [...members] });
	}

	private dissolve(changes: ClusterChange[], clusterId: string): void {
		const { members } = this.clusters.get(clusterId)!;
		this.clusters.delete(clusterId);
		for (const id of members) this.clusterOf.delete(id);
		changes.push({ kind: "dissolved", clusterId, members });
	}
}
