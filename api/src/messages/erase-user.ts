import { keepNewest } from "../log/keep-newest.js";
import { isOfUser } from "./chatling-id.js";
import type { KeptLine, LineMemory } from "./line-memory.js";
import type { Meeting } from "./meeting.js";
import { forgetSpeaker } from "./summary.js";
import type { ErasedEntry } from "./talk-entries.js";
import { ERASED_USERS } from "./talk-limits.js";
import type { TalkState } from "./talk-state.js";

/** Stands where the name of an erased user stood in what others said. */
const SOMEBODY = "somebody";

/** Every name under which a user was known. Those of chatlings are many users' at once. */
function namesOf({ groups, heard }: TalkState, userId: string): Set<string> {
	const names = new Set<string>();
	const look = ({ id, name }: { readonly id: string; readonly name: string }): void => {
		if (id === userId) names.add(name);
	};
	for (const { members, spoken } of groups.values()) {
		members.forEach(look);
		for (const { speaker } of spoken.lines) look(speaker);
		for (const [id, { name }] of spoken.summary) look({ id, name });
	}
	for (const memory of heard.values()) {
		for (const { speaker } of memory.lines) look(speaker);
		for (const [id, { name }] of memory.summary) look({ id, name });
	}
	return names;
}

/** Takes the names out of a text, where they stand as whole words. */
function withoutNames(names: ReadonlySet<string>): (text: string) => string {
	if (names.size === 0) return (text) => text;
	const longestFirst = [...names].sort((a, b) => b.length - a.length);
	const anyName = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${anyName})(?![\\p{L}\\p{N}_])`, "giu");
	return (text) => text.replace(pattern, SOMEBODY);
}

interface Erasure {
	readonly userId: string;
	readonly names: ReadonlySet<string>;
	readonly redact: (text: string) => string;
}

function eraseLines<L extends KeptLine>(memory: LineMemory<L>, { userId, names, redact }: Erasure): void {
	memory.lines = memory.lines
		.filter(({ speaker }) => !isOfUser(speaker.id, userId))
		.map((line) => ({ ...line, content: redact(line.content) }));
	for (const id of [userId, ...memory.summary.keys()]) {
		if (isOfUser(id, userId)) forgetSpeaker(memory.summary, id, names);
	}
}

function eraseMeeting(meeting: Meeting, { userId, redact }: Erasure): void {
	meeting.lines = meeting.lines
		.filter(({ speaker }) => !isOfUser(speaker, userId))
		.map((line) => ({ ...line, content: redact(line.content) }));
}

/** Takes away everything that a user or a chatling of theirs said, that they are there, and their name wherever others said it. */
export function eraseUser(state: TalkState, { userId, at }: ErasedEntry): void {
	const names = namesOf(state, userId);
	const erasure: Erasure = { userId, names, redact: withoutNames(names) };
	const others = (ids: readonly string[]): readonly string[] => ids.filter((id) => !isOfUser(id, userId));
	for (const group of state.groups.values()) {
		group.members = group.members.filter(({ id }) => !isOfUser(id, userId));
		group.worldMembers = others(group.worldMembers);
		eraseLines(group.spoken, erasure);
		group.spoken.lines = group.spoken.lines.map((line) => ({
			...line,
			heardBy: others(line.heardBy),
			overheardBy: others(line.overheardBy),
		}));
		if (group.meeting) eraseMeeting(group.meeting, erasure);
	}
	for (const meeting of state.parted) eraseMeeting(meeting, erasure);
	for (const known of [state.heard, state.npcs]) {
		for (const id of known.keys()) if (isOfUser(id, userId)) known.delete(id);
	}
	for (const memory of state.heard.values()) eraseLines(memory, erasure);
	keepNewest(state.erased, [userId, at], ERASED_USERS);
}
