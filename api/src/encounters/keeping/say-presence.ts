import type { Here } from "./attendance.js";
import type { Kept } from "./kept.js";
import type { KeepingEntry } from "./keeping-entries.js";

export interface Saying {
	/** This process. */
	readonly process: string;
	/** Who is connected to it. */
	readonly here: Here;
	/** Whether it is time to say that it is alive. */
	readonly isBeatDue: boolean;
}

/** What a process has to say of itself, from what the others know and what is the case. */
export function sayPresence(
	{ processes, rooms }: Kept,
	{ process, here, isBeatDue }: Saying,
): KeepingEntry[] {
	const changes: KeepingEntry[] = [];
	let isThinking = false;
	for (const [roomId, { present, thinking }] of rooms) {
		isThinking ||= thinking?.process === process;
		for (const [userId, at] of present) {
			if (at.has(process) && !here.get(roomId)?.has(userId))
				changes.push({ type: "went", data: { process, roomId, userId } });
		}
	}
	for (const [roomId, users] of here) {
		const known = rooms.get(roomId)?.present;
		for (const userId of users.keys()) {
			if (!known?.get(userId)?.has(process))
				changes.push({ type: "came", data: { process, roomId, userId } });
		}
	}
	const isNeeded = here.size > 0 || isThinking;
	const isKnown = processes.has(process);
	// One of whom nobody heard is never taken for gone, so it is heard of before it holds anything.
	if (isNeeded && (!isKnown || isBeatDue)) changes.unshift({ type: "alive", data: { process } });
	if (!isNeeded && isKnown) changes.push({ type: "gone", data: { process } });
	return changes;
}
