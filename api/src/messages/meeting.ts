import type { LineWire } from "../../../game/src/shared/wire/index.js";
import { readChatlingId } from "./chatling-id.js";
import { insertLine } from "./line-memory.js";
import { MEETING_LINES, PARTED_MEETINGS, SILENCE_SECONDS } from "./talk-limits.js";
import type { Group, TalkState } from "./talk-state.js";

/** What a chatling said. `speaker` is its entity id. */
export interface MeetingLine extends Pick<LineWire, "id" | "content" | "at"> {
	readonly speaker: string;
}

/** Talk of a group in which chatlings speak: from the first line of one to the group's end, or until it falls silent. */
export interface Meeting {
	readonly clusterId: string;
	/** From 1: which of this group's. */
	readonly number: number;
	/** What chatlings said, and nobody else, oldest first; of a long talk the newest. */
	lines: MeetingLine[];
	/** Unix seconds, by the place's clock, of the newest line of anybody in the group. */
	newest: number;
}

/** Which meeting is meant. */
export type MeetingKey = Pick<Meeting, "clusterId" | "number">;

/** Of each user at least two of whose chatlings spoke, by user id: what those said. */
export function companiesIn({ lines }: Pick<Meeting, "lines">): ReadonlyMap<string, readonly MeetingLine[]> {
	const byUser = new Map<string, MeetingLine[]>();
	for (const line of lines) {
		const { userId } = readChatlingId(line.speaker)!;
		byUser.set(userId, [...(byUser.get(userId) ?? []), line]);
	}
	return new Map([...byUser].filter(([, said]) => new Set(said.map(({ speaker }) => speaker)).size > 1));
}

/** Takes a line of a group into its meeting, which the first line of a chatling begins. */
export function hearMeeting(state: TalkState, group: Group, line: LineWire): void {
	const { id, clusterId, speaker, content, at } = line;
	if (group.meeting && at - group.meeting.newest > SILENCE_SECONDS) partMeeting(state, group);
	const isChatling = readChatlingId(speaker.id) !== undefined;
	if (!group.meeting) {
		if (!isChatling) return;
		group.meetings += 1;
		group.meeting = { clusterId, number: group.meetings, lines: [], newest: at };
	}
	const { meeting } = group;
	meeting.newest = Math.max(meeting.newest, at);
	if (!isChatling) return;
	insertLine(meeting.lines, { id, speaker: speaker.id, content, at });
	if (meeting.lines.length > MEETING_LINES) meeting.lines.shift();
}

/** A group's meeting is over. It waits until what comes of it is saved, where something does. */
export function partMeeting(state: TalkState, group: Group): void {
	const { meeting } = group;
	group.meeting = undefined;
	if (!meeting || companiesIn(meeting).size === 0) return;
	state.parted.push(meeting);
	if (state.parted.length > PARTED_MEETINGS) state.parted.shift();
}

/** What comes of a meeting is saved. */
export function forgetMeeting(state: TalkState, { clusterId, number }: MeetingKey): void {
	state.parted = state.parted.filter((one) => one.clusterId !== clusterId || one.number !== number);
}
