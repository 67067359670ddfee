import type { MeetingKey } from "../../messages/meeting.js";
import { SILENCE_SECONDS } from "../../messages/talk-limits.js";
import type { Group, TalkState } from "../../messages/talk-state.js";
import { LATE_SECONDS } from "./bond-limits.js";

/** A meeting that goes on, as it was when it was seen to be so first. */
export interface SeenMeeting extends MeetingKey {
	/** Tells one state of it from the next. */
	readonly mark: string;
	/** Unix seconds. */
	readonly since: number;
}

/** Meetings that go on, by world and then by cluster. */
export interface Partings {
	/** Those of a world in which nothing has happened for so long that they are over, the longest silent first. */
	readonly look: (world: string, talk: Readonly<TalkState>, now: number) => readonly SeenMeeting[];
	/** Forgets the worlds that are not among these. */
	readonly keep: (worlds: ReadonlySet<string>) => void;
}

/** Whether the place has told that the group is no more; of one that it has told nothing of yet only lines tell. */
function isDissolved({ members, at }: Group): boolean {
	return members.length === 0 && at > 0;
}

/** What is other once something has happened in a group's meeting; empty without one. */
export function markOf(group: Group | undefined): string {
	if (!group?.meeting) return "";
	const { number, lines, newest } = group.meeting;
	return JSON.stringify([number, lines.length, newest, isDissolved(group)]);
}

/**
 * Tells when meetings are over, by how long this process has seen nothing happen in them: the clock of a place may be
 * another, and what was said before a restart may have been said just before it.
 */
export function createPartings(): Partings {
	const seen = new Map<string, ReadonlyMap<string, SeenMeeting>>();
	return {
		look: (world, { groups }, now) => {
			const before = seen.get(world);
			const still = new Map<string, SeenMeeting>();
			const over: (readonly [newest: number, SeenMeeting])[] = [];
			for (const [clusterId, group] of groups) {
				if (!group.meeting) continue;
				const mark = markOf(group);
				const known = before?.get(clusterId);
				const { number, newest } = group.meeting;
				const meeting = known?.mark === mark ? known : { clusterId, number, mark, since: now };
				still.set(clusterId, meeting);
				const silence = isDissolved(group) ? LATE_SECONDS : SILENCE_SECONDS;
				if (now - meeting.since >= silence) over.push([newest, meeting]);
			}
			seen.set(world, still);
			// Not in the order of the groups: a process that was begun late finds over at once what others saw end one by one.
			return over.sort(([one], [other]) => one - other).map(([, meeting]) => meeting);
		},
		keep: (worlds) => {
			for (const world of seen.keys()) if (!worlds.has(world)) seen.delete(world);
		},
	};
}
