import type { Cursor } from "../../log/cursor.js";
import { parseTyped } from "../../log/fold.js";
import type { Log, LogEntry } from "../../log/log.js";
import { applyEntry } from "../engine/replay.js";
import type { GameState } from "../engine/state.js";
import { type KeptEntry, pastOf, roomTopic } from "./room-fold.js";
import { KEPT_EVERY } from "./room-limits.js";
import { createStep, type Step } from "./step.js";

export interface Stretch {
	readonly roomId: string;
	readonly after: Cursor;
	/** Entries, from `after` on. */
	readonly count: number;
}

/**
 * What the log still holds of a stretch of a room, with the states between, found by replay from the newest state that
 * was kept before it. Where what precedes it is gone it begins at the first kept state; it may begin before the
 * stretch, and is empty where nothing can be had. Rejects where the log cannot be read.
 */
export async function readSteps(log: Log, { roomId, after, count }: Stretch): Promise<readonly Step[]> {
	const { epoch } = after;
	const steps: Step[] = [];
	let state: GameState | undefined;
	for (const logged of await readHeld(log, roomTopic(roomId), {
		epoch,
		// From the first of so many on there is one that holds a state.
		from: Math.max(0, after.offset - KEPT_EVERY),
		to: after.offset + count,
	})) {
		const { offset } = logged;
		const entry = parseTyped<KeptEntry>(logged);
		const before = pastOf(entry, offset) ?? state;
		if (!before) continue;
		state = applyEntry(before, entry);
		steps.push(createStep({ cursor: { epoch, offset }, entry, before, after: state }));
	}
	return steps;
}

interface Range {
	readonly epoch: string;
	/** Offsets: before the first, and of the last. */
	readonly from: number;
	readonly to: number;
}

/** Entries of a range that are held; none of another history. */
async function readHeld(log: Log, topic: string, { epoch, from, to }: Range): Promise<readonly LogEntry[]> {
	// The oldest may go while they are asked for.
	for (let first = from; first < to; first = Math.max(first + 1, (await log.oldest(topic)) - 1)) {
		const read = await log.read(topic, { epoch, offset: first }, to - first);
		if (read.ok) return read.entries;
		if (read.reason !== "expired") return [];
	}
	return [];
}
