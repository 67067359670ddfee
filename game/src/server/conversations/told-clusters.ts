import type { Effect } from "./cluster-effects";

/** What one member is to be told of its cluster. */
export interface Notice {
	readonly memberId: string;
	/** Absent where it is in no cluster any more. */
	readonly clusterId?: string;
	/** Entity ids, sorted: who has come within its earshot, and who has gone, since it was last told. */
	readonly joined: readonly string[];
	readonly left: readonly string[];
	/** The backend could not confirm it: the whole cluster goes with what the member is told. */
	readonly isEnhanced: boolean;
}

const NOBODY: ReadonlySet<string> = new Set();

function sorted(ids: ReadonlySet<string>): string[] {
	const list: string[] = [];
	for (const id of ids) list.push(id);
	return list.sort();
}

/** Clusters as their members have been told of them, and how far each member's knowledge goes. */
export class ToldClusters {
	private readonly members = new Map<string, Set<string>>();
	private readonly home = new Map<string, string>();
	/** Whom each member has last been told to be with, itself included. */
	private readonly company = new Map<string, ReadonlySet<string>>();

	/** `isAwaited` says whether a change of a membership is yet to be told: nothing is said of it meanwhile. */
	constructor(private readonly isAwaited: (clusterId: string, entityId: string) => boolean) {}

	/** Takes effects in order and gives what their members are to be told, one notice each, by member id. */
	apply(effects: readonly Effect[], isEnhanced: boolean): readonly Notice[] {
		const concerned = new Set<string>();
		for (const effect of effects) {
			concerned.add(effect.entityId);
			for (const id of this.members.get(effect.clusterId) ?? NOBODY) concerned.add(id);
			this.move(effect);
		}
		const notices: Notice[] = [];
		for (const memberId of sorted(concerned)) {
			const notice = this.tell(memberId, isEnhanced);
			if (notice !== undefined) notices.push(notice);
		}
		return notices;
	}

	clusterOf(entityId: string): string | undefined {
		return this.home.get(entityId);
	}

	membersOf(clusterId: string): readonly string[] {
		return sorted(this.members.get(clusterId) ?? NOBODY);
	}

	private move({ clusterId, entityId, isIn }: Effect): void {
		const members = this.members.get(clusterId) ?? new Set();
		if (isIn) {
			members.add(entityId);
			this.home.set(entityId, clusterId);
			this.members.set(clusterId, members);
			return;
		}
		members.delete(entityId);
		if (members.isEmpty()) this.members.delete(clusterId);
		if (this.home.get(entityId) === clusterId) this.home.delete(entityId);
	}

	private tell(memberId: string, isEnhanced: boolean): Notice | undefined {
		const clusterId = this.home.get(memberId);
		if (clusterId !== undefined && this.isAwaited(clusterId, memberId)) return undefined;
		const before = this.company.get(memberId) ?? NOBODY;
		const now = clusterId === undefined ? NOBODY : this.companyOf(clusterId, before);
		const joined: string[] = [];
		const left: string[] = [];
		for (const id of now) if (id !== memberId && !before.has(id)) joined.push(id);
		for (const id of before) if (id !== memberId && !now.has(id)) left.push(id);
		if (joined.isEmpty() && left.isEmpty()) return undefined;
		if (clusterId === undefined) this.company.delete(memberId);
		else this.company.set(memberId, now);
		return { memberId, clusterId, joined: joined.sort(), left: left.sort(), isEnhanced };
	}

	/** A cluster's members as somebody may know them who has known of those in `before`. */
	private companyOf(clusterId: string, before: ReadonlySet<string>): ReadonlySet<string> {
		const known = new Set<string>();
		for (const id of this.members.get(clusterId)!) {
			if (before.has(id) || !this.isAwaited(clusterId, id)) known.add(id);
		}
		return known;
	}
}
