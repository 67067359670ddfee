import { createDoorCounts } from "../../../doors/door-counts.js";
import { follow, type Following } from "../../../doors/follow.js";
import { createHubs } from "../../../doors/hub.js";
import { formatCursor, type Cursor } from "../../cursor.js";
import type { Log } from "../../log.js";
import { LogError } from "../../log-error.js";

/** One of several who write to one topic, each knowing only its own log. */
export interface Writer {
	/** Appends its next number after whatever is there, however often others come first or Redis goes. */
	readonly write: () => Promise<void>;
	/** How many of its numbers are held. */
	readonly written: () => number;
	/** How often somebody else came first. */
	readonly conflicts: () => number;
}

/** What a writer's entry says. */
export interface Note {
	readonly writer: string;
	readonly n: number;
}

const PAUSE_MS = 20;

export async function createWriter(log: Log, topic: string, writer: string): Promise<Writer> {
	let head = await log.head(topic);
	let written = 0;
	let conflicts = 0;

	/** Goes on to the head; whether the number is among what came. */
	async function catchUp(n: number): Promise<boolean> {
		for (let isThere = false; ;) {
			const read = await log.read(topic, head, 100);
			if (!read.ok) throw new Error(`the writer is told: ${read.reason}`);
			for (const { data } of read.entries) {
				const note = JSON.parse(data) as Note;
				isThere ||= note.writer === writer && note.n === n;
			}
			head = { ...head, offset: head.offset + read.entries.length };
			if (head.offset === read.head.offset) return isThere;
		}
	}

	async function attempt(n: number): Promise<boolean> {
		try {
			head = await log.append(topic, [{ type: "note", data: JSON.stringify({ writer, n }) }], head);
			return true;
		} catch (error) {
			if (!(error instanceof LogError) || !["conflict", "unavailable"].includes(error.code)) throw error;
			if (error.code === "conflict") conflicts += 1;
			return whenThere(() => catchUp(n));
		}
	}

	return {
		written: () => written,
		conflicts: () => conflicts,
		async write() {
			while (!(await attempt(written + 1)));
			written += 1;
		},
	};
}

/** Does something as soon as Redis is there. */
export async function whenThere<T>(action: () => Promise<T>): Promise<T> {
	for (;;) {
		try {
			return await action();
		} catch (error) {
			if (!(error instanceof LogError) || error.code !== "unavailable") throw error;
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
	}
}

/** Who follows a topic by the rule of the doors, and comes back with its cursor where its door fails. */
export interface Reader {
	/** Offsets of what it was given, in order. */
	readonly offsets: number[];
	readonly notes: Note[];
	/** Why it was given fresh state, the first time aside. */
	readonly resets: string[];
	readonly failures: unknown[];
	readonly stop: () => void;
}

export function createReader(log: Log, topic: string, from: Cursor): Reader {
	const reader: Omit<Reader, "stop"> = { offsets: [], notes: [], resets: [], failures: [] };
	const counts = createDoorCounts();
	const hubs = createHubs(log, counts);
	let following: Following | undefined;
	let wanted = formatCursor(from);
	let isStopped = false;

	function begin(): void {
		if (isStopped) return;
		following = follow({
			hubs,
			counts,
			wanted,
			view: {
				topic,
				key: "all",
				frame: ({ data }) => ({ event: "note", data }),
				fresh: async () => ({ cursor: await log.head(topic), data: "{}" }),
			},
			sink: {
				frame: (frame) => {
					reader.offsets.push(frame.cursor.offset);
					reader.notes.push((JSON.parse(frame.json()) as { data: Note }).data);
					return true;
				},
				state: (_, reset) => {
					if (reset) reader.resets.push(reset);
					return true;
				},
				caughtUp: () => undefined,
				failed: (error) => {
					reader.failures.push(error);
					const cursor = following?.cursor();
					if (cursor) wanted = formatCursor(cursor);
					setTimeout(begin, PAUSE_MS);
				},
			},
		});
	}

	begin();
	return {
		...reader,
		stop: () => {
			isStopped = true;
			following?.stop();
		},
	};
}
