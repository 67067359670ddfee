import { isDeepStrictEqual } from "node:util";
import type {
	ClusterClaimWire,
	LineWire,
	MessageWire,
	SpeakerWire,
} from "../../../game/src/shared/wire/index.js";
import type { Sightings } from "../worlds/sightings.js";
import type { WorldMemory } from "../worlds/world-memory.js";
import { readChatlingId } from "./chatling-id.js";
import type { ClusterEntry, NpcEntry, TalkEntry } from "./talk-entries.js";
import { CLAIM_SECONDS } from "./talk-limits.js";
import type { Group, TalkState } from "./talk-state.js";

type Known = Readonly<TalkState>;

/** Whether something said at `at` was said by a user who has been erased since, or by a chatling of theirs. */
export function isErased({ erased }: Known, speakerId: string, at: number): boolean {
	const erasedAt = erased.get(readChatlingId(speakerId)?.userId ?? speakerId);
	return erasedAt !== undefined && at <= erasedAt;
}

/** Lines that are not known yet, each once. */
export function planLines(state: Known, lines: readonly LineWire[], serverId: string): TalkEntry[] {
	const met = new Set<string>();
	return lines.flatMap((line): TalkEntry[] => {
		if (met.has(line.id) || state.lineIds.has(line.id)) return [];
		met.add(line.id);
		return isErased(state, line.speaker.id, line.at) ? [] : [{ type: "line", data: { ...line, serverId } }];
	});
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
	const known = new Set(a);
	return known.size === new Set(b).size && b.every((id) => known.has(id));
}

function clusterEntry(
	clusterId: string,
	before: readonly SpeakerWire[],
	now: Pick<ClusterEntry, "members" | "at" | "worldTick">,
): TalkEntry {
	const were = new Set(before.map(({ id }) => id));
	const are = new Set(now.members.map(({ id }) => id));
	const joined = [...are].filter((id) => !were.has(id));
	const left = [...were].filter((id) => !are.has(id));
	return { type: "cluster", data: { clusterId, joined, left, ...now } };
}

/** The newest claim of each cluster that messages carry. */
function newestClaims(messages: readonly MessageWire[]): Iterable<ClusterClaimWire> {
	const newest = new Map<string, ClusterClaimWire>();
	for (const { context } of messages) {
		const { cluster } = context;
		if (!cluster) continue;
		const known = newest.get(cluster.id);
		if (!known || known.updated < cluster.updated) newest.set(cluster.id, cluster);
	}
	return newest.values();
}

/** Clusters as places claim them, where that is newer than what is known. */
export function planClaims(state: Known, messages: readonly MessageWire[]): TalkEntry[] {
	return [...newestClaims(messages)].flatMap(({ id, members, updated }): TalkEntry[] => {
		const group = state.groups.get(id);
		const known = group?.members ?? [];
		if (group && updated <= group.at) return [];
		if (sameMembers(ids(known), ids(members))) return [];
		return [clusterEntry(id, known, { members, at: updated })];
	});
}

function ids(members: readonly SpeakerWire[]): string[] {
	return members.map(({ id }) => id);
}

/** NPCs of which something is told that is not known yet. */
export function planNpcs(state: Known, npcs: readonly NpcEntry[]): TalkEntry[] {
	return npcs
		.filter((npc) => !isDeepStrictEqual(state.npcs.get(npc.npcId), npc))
		.map((npc): TalkEntry => ({ type: "npc", data: npc }));
}

/** What the talk reads of a world. */
export type Seen = Pick<WorldMemory, "tick" | "timestamp" | "peopled"> & {
	readonly sightings: Pick<Sightings, "lastSeen">;
};

/**
 * Whether the world's clusters are newer than what a place claimed of a group: it has heard of somebody in it since
 * then, and each payload of a place comes with all that has changed in its clusters; or nobody confirms it in time.
 */
function isOutdated({ members, at }: Group, { timestamp, peopled, sightings }: Seen): boolean {
	if (timestamp <= at) return false;
	const hasHeard = ({ id }: SpeakerWire): boolean => {
		const entity = peopled.state.entities.get(id);
		return entity !== undefined && (sightings.lastSeen(entity) ?? 0) > at;
	};
	return timestamp - at > CLAIM_SECONDS || members.some(hasHeard);
}

/**
 * What is new of a world's clusters since the world was last looked at. Made of two states rather than of the
 * changes between them: what was written is known by the state after it, so that a restart repeats nothing.
 */
export function planClusters(state: Known, seen: Seen): TalkEntry[] {
	const { clusters, entities } = seen.peopled.state;
	const at = seen.timestamp;
	const worldTick = seen.tick;
	// Another process knows more of the world than this one, and has told.
	if (worldTick < state.worldTick) return [];
	/** Whether the group has to be told of: the world's cluster has changed, or a claim of it has not come true. */
	const isNew = (group: Group | undefined, members: readonly string[]): boolean => {
		if (!sameMembers(group?.worldMembers ?? [], members)) return true;
		return group !== undefined && !sameMembers(ids(group.members), members) && isOutdated(group, seen);
	};
	const speaker = (id: string): SpeakerWire => {
		const { name, type } = entities.get(id)!;
		return { id, name, type };
	};
	const changed = [...clusters.values()].flatMap(({ id, members }): TalkEntry[] => {
		const group = state.groups.get(id);
		if (!isNew(group, members)) return [];
		return [clusterEntry(id, group?.members ?? [], { members: members.map(speaker), at, worldTick })];
	});
	const ended = [...state.groups].flatMap(([id, group]): TalkEntry[] => {
		if (clusters.has(id) || !isNew(group, [])) return [];
		return [clusterEntry(id, group.members, { members: [], at, worldTick })];
	});
	return [...changed, ...ended];
}
