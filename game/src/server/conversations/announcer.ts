import type { ClusterChange, ClusterTick } from "../clusters/cluster";
import { effectsOf } from "./cluster-effects";
import type { Effect } from "./cluster-effects";
import { ToldClusters } from "./told-clusters";
import type { Notice } from "./told-clusters";

interface Awaited {
	readonly effects: readonly Effect[];
	readonly deadline: number;
}

/**
 * The order of truth: the backend hears of a change before any member does. Takes the changes of clusters as
 * they come and says whom to tell what once a change is confirmed; or, where it is refused or its confirmation
 * does not come in time, all the same and marked `isEnhanced`. Nobody is told the same twice, nor what a later
 * change of the same membership has made untrue.
 */
export class Announcer {
	private readonly awaited = new Map<string, Awaited>();
	/** By cluster and entity the change that counts, while it is awaited: those before it are superseded. */
	private readonly latest = new Map<string, Map<string, string>>();
	private readonly told = new ToldClusters(
		(clusterId, entityId) => this.latest.get(clusterId)?.has(entityId) ?? false,
	);
	private nextDeadline = math.huge;

	/** Takes a tick's changes; `changeIds` are theirs, in order. They wait until `deadline` (seconds) at most. */
	changed(changes: ClusterTick["changes"], changeIds: readonly string[], deadline: number): void {
		changes.forEach((change: ClusterChange, i) => {
			const changeId = changeIds[i]!;
			const effects = effectsOf(change);
			for (const { clusterId, entityId } of effects) {
				let ofCluster = this.latest.get(clusterId);
				if (ofCluster === undefined) {
					ofCluster = new Map();
					this.latest.set(clusterId, ofCluster);
				}
				ofCluster.set(entityId, changeId);
			}
			this.awaited.set(changeId, { effects, deadline });
			this.nextDeadline = math.min(this.nextDeadline, deadline);
		});
	}

	/** The backend holds these changes, or (`ok` false) could not be made to. Ids not awaited any more are ignored. */
	confirmed(changeIds: readonly string[], ok: boolean): readonly Notice[] {
		const released: Effect[] = [];
		for (const changeId of changeIds) {
			const awaited = this.awaited.get(changeId);
			if (awaited === undefined) continue;
			this.awaited.delete(changeId);
			for (const effect of awaited.effects) if (this.take(effect, changeId)) released.push(effect);
		}
		return released.isEmpty() ? [] : this.told.apply(released, !ok);
	}

	/** Whether something has waited long enough, to be told without confirmation. */
	isDue(now: number): boolean {
		return now >= this.nextDeadline;
	}

	/** Gives up waiting for what is due. */
	expire(now: number): readonly Notice[] {
		if (!this.isDue(now)) return [];
		const due: string[] = [];
		this.nextDeadline = math.huge;
		for (const [changeId, { deadline }] of this.awaited) {
			if (now >= deadline) due.push(changeId);
			else this.nextDeadline = math.min(this.nextDeadline, deadline);
		}
		// In the order of the ids, as that of a map's keys is nobody's business.
		return this.confirmed(due.sort(), false);
	}

	/** The cluster that an entity has been told it is in. */
	clusterOf(entityId: string): string | undefined {
		return this.told.clusterOf(entityId);
	}

	/** Members of a cluster, sorted, as those in it have been told. */
	membersOf(clusterId: string): readonly string[] {
		return this.told.membersOf(clusterId);
	}

	/** Changes that wait for their confirmation. */
	awaiting(): number {
		return this.awaited.size();
	}

	/** Whether the change is still the last word on this membership; it then waits no more. */
	private take({ clusterId, entityId }: Effect, changeId: string): boolean {
		const ofCluster = this.latest.get(clusterId);
		if (ofCluster?.get(entityId) !== changeId) return false;
		ofCluster.delete(entityId);
		if (ofCluster.isEmpty()) this.latest.delete(clusterId);
		return true;
	}
}
