import { eraseUser } from "./erase-user.js";
import type { Fold } from "../log/fold.js";
import { keepNewest } from "../log/keep-newest.js";
import { emptyLines, keepLine } from "./line-memory.js";
import { forgetMeeting, hearMeeting, type MeetingKey, partMeeting } from "./meeting.js";
import type { ClusterEntry, LineEntry, TalkEntry } from "./talk-entries.js";
import { ENDED_GROUPS, GROUP_LINES, HEARD_LINES, MAX_NPCS } from "./talk-limits.js";
import { dumpTalk, emptyTalk, loadTalk, newGroup } from "./talk-state.js";
import type { Group, TalkState } from "./talk-state.js";

function groupOf({ groups }: TalkState, id: string): Group {
	const known = groups.get(id);
	if (known) return known;
	const group = newGroup();
	groups.set(id, group);
	return group;
}

/** Forgets the groups that ended first, beyond those that are remembered. */
function boundEnded({ groups }: TalkState): void {
	const ended = [...groups].filter(([, { members }]) => members.length === 0);
	for (const [id] of ended.slice(0, Math.max(0, ended.length - ENDED_GROUPS))) groups.delete(id);
}

/** Players are told of in lines too; what they heard is nobody's business here. */
function isNpc({ npcs, heard }: TalkState, id: string, { members }: Group): boolean {
	return npcs.has(id) || heard.has(id) || members.some((member) => member.id === id && member.type === "npc");
}

function hearLine(state: TalkState, line: LineEntry, group: Group): void {
	const { id, speaker, content, at } = line;
	const hear = (npcId: string, overheard: boolean): void => {
		if (!isNpc(state, npcId, group)) return;
		const memory = state.heard.get(npcId) ?? emptyLines();
		keepNewest(state.heard, [npcId, memory], MAX_NPCS);
		keepLine(memory, { id, speaker, content, at, ...(overheard ? { overheard } : {}) }, HEARD_LINES);
	};
	const members = new Set(line.heardBy);
	if (speaker.type === "npc") members.add(speaker.id);
	for (const npcId of members) hear(npcId, false);
	for (const npcId of new Set(line.overheardBy)) if (!members.has(npcId)) hear(npcId, true);
}

function applyLine(state: TalkState, line: LineEntry): void {
	state.lineIds.add(line.id);
	state.newest = Math.max(state.newest, line.at);
	const { serverId: _from, ...spoken } = line;
	const isNew = !state.groups.has(line.clusterId);
	const group = groupOf(state, line.clusterId);
	keepLine(group.spoken, spoken, GROUP_LINES);
	hearLine(state, line, group);
	hearMeeting(state, group, spoken);
	if (isNew) boundEnded(state);
}

/** The newest word counts, be it the world's or a place's claim; what the world said is remembered either way. */
function applyCluster(state: TalkState, entry: ClusterEntry): void {
	const group = groupOf(state, entry.clusterId);
	state.newest = Math.max(state.newest, entry.at);
	if (entry.worldTick !== undefined) {
		state.worldTick = entry.worldTick;
		group.worldMembers = entry.members.map(({ id }) => id);
	}
	if (entry.at < group.at) return;
	group.members = entry.members;
	group.at = entry.at;
	if (entry.members.length > 0) return;
	state.groups.delete(entry.clusterId);
	state.groups.set(entry.clusterId, group);
	boundEnded(state);
}

function applyParted(state: TalkState, { clusterId, number }: MeetingKey): void {
	const group = state.groups.get(clusterId);
	if (group?.meeting?.number === number) partMeeting(state, group);
}

/** How entries of a talk topic make what is remembered. */
export const talkFold: Fold<TalkState, TalkEntry> = {
	empty: emptyTalk,
	dump: dumpTalk,
	load: loadTalk,
	apply: (state, { type, data }) => {
		switch (type) {
			case "line":
				return applyLine(state, data);
			case "cluster":
				return applyCluster(state, data);
			case "npc":
				return keepNewest(state.npcs, [data.npcId, data], MAX_NPCS);
			case "erased":
				return eraseUser(state, data);
			case "parted":
				return applyParted(state, data);
			case "met":
				return forgetMeeting(state, data);
			case "note":
				// Shown where it is told, and remembered by nobody.
				return undefined;
		}
	},
};
