import type { ClusterEntry } from "../talk-entries.js";
import type { ChannelEvent, ChannelKind, Channels } from "./channels.js";

/** Somebody who is followed from group to group came into one, or left it. */
export interface Move {
	readonly type: "cluster_joined" | "cluster_left";
	readonly member: string;
	readonly clusterId: string;
}

/** What one reader listens to: channels by name, and members whose groups' channels come and go with them. */
export interface Subscriptions {
	readonly add: (channels: Channels) => void;
	readonly remove: (channels: Channels) => void;
	/** Listens to whatever group a member is in, from its present one on. */
	readonly follow: (member: string, clusterId: string | undefined) => void;
	readonly unfollow: (member: string) => void;
	readonly wants: (event: ChannelEvent) => boolean;
	/** Takes a change of a cluster: the moves of followed members, and what is listened to from now on. */
	readonly moved: (entry: ClusterEntry) => readonly Move[];
	/** Followed members. */
	readonly members: () => readonly string[];
	/** Channels and members listened to. */
	readonly count: () => number;
}

export function createSubscriptions(): Subscriptions {
	const everywhere = new Set<ChannelKind>();
	const byCluster = new Map<string, Set<ChannelKind>>();
	const clusterOf = new Map<string, string | undefined>();
	const kindsOf = (clusterId: string | undefined) =>
		clusterId === undefined ? everywhere : byCluster.get(clusterId);

	function isFollowed(clusterId: string): boolean {
		for (const current of clusterOf.values()) if (current === clusterId) return true;
		return false;
	}

	return {
		add({ clusterId, kinds }) {
			let held = kindsOf(clusterId);
			if (!held && clusterId !== undefined) byCluster.set(clusterId, (held = new Set()));
			for (const kind of kinds) held?.add(kind);
		},
		remove({ clusterId, kinds }) {
			const held = kindsOf(clusterId);
			for (const kind of kinds) held?.delete(kind);
			if (clusterId !== undefined && held?.size === 0) byCluster.delete(clusterId);
		},
		follow: (member, clusterId) => void clusterOf.set(member, clusterId),
		unfollow: (member) => void clusterOf.delete(member),
		wants: ({ kind, clusterId }) =>
			everywhere.has(kind) || byCluster.get(clusterId)?.has(kind) === true || isFollowed(clusterId),
		moved({ clusterId, members }) {
			const moves: Move[] = [];
			const inside = new Set(members.map(({ id }) => id));
			for (const [member, before] of clusterOf) {
				if (before === clusterId && !inside.has(member)) {
					clusterOf.set(member, undefined);
					moves.push({ type: "cluster_left", member, clusterId });
				} else if (before !== clusterId && inside.has(member)) {
					if (before !== undefined) moves.push({ type: "cluster_left", member, clusterId: before });
					clusterOf.set(member, clusterId);
					moves.push({ type: "cluster_joined", member, clusterId });
				}
			}
			// Ids are never used again: nothing more will come of a cluster that is gone.
			if (members.length === 0) byCluster.delete(clusterId);
			return moves;
		},
		members: () => [...clusterOf.keys()],
		count: () =>
			clusterOf.size + everywhere.size + [...byCluster.values()].reduce((sum, { size }) => sum + size, 0),
	};
}
