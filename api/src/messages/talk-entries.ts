import type { LineWire, SpeakerWire } from "../../../game/src/shared/wire/index.js";
import type { MeetingKey } from "./meeting.js";
import type { NpcProfile } from "./mind.js";

/**
 * The topic of a world's talk: what was said, who is together, who the NPCs are. What anybody remembers is made
 * from its entries (and its checkpoint) alone.
 */
export function talkTopic(worldId: string): string {
	return `talk:${worldId}`;
}

/** The topic of what a game server is told: answers (`answer`), and which messages were taken (`message`). */
export function serverTopic(serverId: string): string {
	return `server:${serverId}`;
}

/** A line was spoken. */
export interface LineEntry extends LineWire {
	readonly serverId: string;
}

/** A cluster is now like this. `members` is empty where it is no more. */
export interface ClusterEntry {
	readonly clusterId: string;
	readonly members: readonly SpeakerWire[];
	/** Entity ids that came or went with this change. */
	readonly joined: readonly string[];
	readonly left: readonly string[];
	/** Unix seconds. */
	readonly at: number;
	/** Tick of the world that it was made from; absent where a place's own claim made it. */
	readonly worldTick?: number;
}

/** Something that a group is told by the system. */
export interface NoteEntry {
	readonly clusterId: string;
	readonly text: string;
	/** Unix seconds. */
	readonly at: number;
}

/** A place registered an NPC, or changed what it told of it. */
export interface NpcEntry extends NpcProfile {
	readonly serverId?: string;
}

/** Everything that a user said, or that was kept about them, is gone. */
export interface ErasedEntry {
	readonly userId: string;
	/** Unix seconds: lines of up to then that come late are not taken any more. */
	readonly at: number;
}

/** Types of the entries of a talk topic, and their data. */
export interface TalkEntries {
	readonly line: LineEntry;
	readonly cluster: ClusterEntry;
	readonly note: NoteEntry;
	readonly npc: NpcEntry;
	readonly erased: ErasedEntry;
	/** A meeting is over: nothing that is said later belongs to it. */
	readonly parted: MeetingKey;
	/** What came of a meeting is saved. */
	readonly met: MeetingKey;
}

/** An entry of a talk topic. */
export type TalkEntry = {
	readonly [T in keyof TalkEntries]: { readonly type: T; readonly data: TalkEntries[T] };
}[keyof TalkEntries];
