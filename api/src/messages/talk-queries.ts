import type { HeardLineWire, LineWire, SpeakerWire } from "../../../game/src/shared/wire/index.js";
import { tellSummary } from "./summary.js";
import type { NpcEntry } from "./talk-entries.js";
import type { TalkState } from "./talk-state.js";

/** What an NPC remembers. */
export interface NpcMemoryAnswer {
	readonly npcId: string;
	/** As its place registered it; null where it did not. */
	readonly profile: NpcEntry | null;
	/** What it heard and said, oldest first. */
	readonly heard: readonly HeardLineWire[];
	/** What it heard before that, in words; empty where there is nothing. */
	readonly summary: string;
}

/** An NPC's memory; undefined where nobody ever told of it. */
export function memoryAnswer(
	{ npcs, heard }: Readonly<TalkState>,
	npcId: string,
): NpcMemoryAnswer | undefined {
	const profile = npcs.get(npcId) ?? null;
	const memory = heard.get(npcId);
	if (!profile && !memory) return undefined;
	return {
		npcId,
		profile,
		heard: (memory?.lines ?? []).map(({ id: _id, ...line }) => line),
		summary: memory ? tellSummary(memory.summary) : "",
	};
}

/** What a group remembers. */
export interface GroupMemoryAnswer {
	readonly clusterId: string;
	/** Empty where it is no more. */
	readonly members: readonly SpeakerWire[];
	/** Unix seconds since which they are so; null where nobody told. */
	readonly updated: number | null;
	/** Oldest first. */
	readonly lines: readonly LineWire[];
	/** What was said before that, in words; empty where there is nothing. */
	readonly summary: string;
}

/** A group's memory; undefined where it is not remembered. */
export function groupAnswer(
	{ groups }: Readonly<TalkState>,
	clusterId: string,
): GroupMemoryAnswer | undefined {
	const group = groups.get(clusterId);
	if (!group) return undefined;
	const { members, at, spoken } = group;
	return {
		clusterId,
		members,
		updated: at > 0 ? at : null,
		lines: spoken.lines,
		summary: tellSummary(spoken.summary),
	};
}

/** The group that a member is in now. */
export function clusterOf({ groups }: Readonly<TalkState>, memberId: string): string | undefined {
	for (const [clusterId, { members }] of groups) {
		if (members.some(({ id }) => id === memberId)) return clusterId;
	}
	return undefined;
}
