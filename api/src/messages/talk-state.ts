import type { HeardLineWire, LineWire, SpeakerWire } from "../../../game/src/shared/wire/index.js";
import type { RecentIds } from "../worlds/recent-ids.js";
import { createRecentIds } from "../worlds/recent-ids.js";
import type { DumpedLines, LineMemory } from "./line-memory.js";
import { dumpLines, emptyLines, loadLines } from "./line-memory.js";
import type { Meeting } from "./meeting.js";
import type { NpcEntry } from "./talk-entries.js";
import { LINE_IDS } from "./talk-limits.js";

/** A line as an NPC heard it. */
export interface HeardLine extends HeardLineWire {
	readonly id: string;
}

/** A group: who is in it, and what was said there. */
export interface Group {
	/** Empty where it is no more, or where only its lines are known. */
	members: readonly SpeakerWire[];
	/** Unix seconds since which `members` are so; 0 where nobody ever told. */
	at: number;
	/** Entity ids that the world's cluster had when the world was last looked at; empty without one. */
	worldMembers: readonly string[];
	readonly spoken: LineMemory<LineWire>;
	/** Of chatlings in it, as it goes on. */
	meeting?: Meeting | undefined;
	/** How many of them there were so far. */
	meetings: number;
}

/** All that is remembered of a world's talk. It is changed by its entries alone. */
export interface TalkState {
	readonly npcs: Map<string, NpcEntry>;
	/** By cluster id; those that ended are in the order in which they did. */
	readonly groups: Map<string, Group>;
	/** What each NPC has heard, its own lines too. */
	readonly heard: Map<string, LineMemory<HeardLine>>;
	/** Meetings of which nothing is saved yet, in the order in which they were over. */
	parted: Meeting[];
	readonly lineIds: RecentIds;
	/** Unix seconds of each user's erasure. */
	readonly erased: Map<string, number>;
	/** Time of the newest line or change, in unix seconds of its place. */
	newest: number;
	/** Tick of the world up to which its clusters are known here. Ticks go on where the log's history was lost. */
	worldTick: number;
}

interface DumpedTalk {
	readonly npcs: readonly NpcEntry[];
	readonly groups: readonly (Omit<Group, "spoken" | "meetings"> & {
		readonly id: string;
		readonly meetings?: number;
		readonly spoken: DumpedLines<LineWire>;
	})[];
	readonly heard: readonly (readonly [string, DumpedLines<HeardLine>])[];
	/** Absent, as a group's `meetings`, of a talk that was put aside before there were any. */
	readonly parted?: readonly Meeting[];
	readonly lineIds: readonly string[];
	readonly erased: readonly (readonly [string, number])[];
	readonly newest: number;
	readonly worldTick: number;
}

export function emptyTalk(): TalkState {
	return {
		npcs: new Map(),
		groups: new Map(),
		heard: new Map(),
		parted: [],
		lineIds: createRecentIds(LINE_IDS),
		erased: new Map(),
		newest: 0,
		worldTick: 0,
	};
}

export function newGroup(): Group {
	return { members: [], at: 0, worldMembers: [], spoken: emptyLines(), meetings: 0 };
}

export function dumpTalk(state: TalkState): string {
	const dumped: DumpedTalk = {
		npcs: [...state.npcs.values()],
		groups: [...state.groups].map(([id, group]) => ({ id, ...group, spoken: dumpLines(group.spoken) })),
		heard: [...state.heard].map(([id, memory]) => [id, dumpLines(memory)]),
		parted: state.parted,
		lineIds: state.lineIds.list(),
		erased: [...state.erased],
		newest: state.newest,
		worldTick: state.worldTick,
	};
	return JSON.stringify(dumped);
}

export function loadTalk(text: string): TalkState {
	const dumped = JSON.parse(text) as DumpedTalk;
	return {
		npcs: new Map(dumped.npcs.map((npc) => [npc.npcId, npc])),
		groups: new Map(
			dumped.groups.map(({ id, spoken, ...group }) => [
				id,
				{ ...group, spoken: loadLines(spoken), meetings: group.meetings ?? 0 },
			]),
		),
		heard: new Map(dumped.heard.map(([id, memory]) => [id, loadLines(memory)])),
		parted: [...(dumped.parted ?? [])],
		lineIds: createRecentIds(LINE_IDS, dumped.lineIds),
		erased: new Map(dumped.erased),
		newest: dumped.newest,
		worldTick: dumped.worldTick,
	};
}
