import type { Checkpoint, LogEntry, NewEntry, Retention } from "./log.js";

/** The log as plainly as it can be said: arrays, no batches, no files. */
export interface LogModel {
	readonly append: (topic: string, entries: readonly NewEntry[]) => number;
	/** False where it is refused. */
	readonly checkpoint: (topic: string, checkpoint: Checkpoint) => boolean;
	/** False where it is refused. */
	readonly forget: (topic: string, offset: number) => boolean;
	readonly topic: (topic: string) => ModelTopic;
}

export interface ModelTopic {
	readonly held: readonly LogEntry[];
	readonly head: number;
	readonly oldest: number;
	readonly checkpoint: Checkpoint | undefined;
}

interface Kept {
	held: LogEntry[];
	head: number;
	checkpoint: Checkpoint | undefined;
}

export function createLogModel(retention: Retention, clock: () => number): LogModel {
	const topics = new Map<string, Kept>();

	function keep(topic: string): Kept {
		const kept = topics.get(topic) ?? { held: [], head: 0, checkpoint: undefined };
		topics.set(topic, kept);
		return kept;
	}

	function trim(kept: Kept): void {
		const bytes = () => kept.held.reduce((sum, { type, data }) => sum + Buffer.from(type + data).length, 0);
		const isCovered = () => kept.held.length > 0 && kept.held[0]!.offset <= (kept.checkpoint?.offset ?? 0);
		const exceeds = () =>
			kept.held.length > retention.maxEntries ||
			bytes() > retention.maxBytes ||
			kept.held[0]!.at < clock() - retention.maxAgeSeconds;
		while (isCovered() && exceeds()) kept.held.shift();
	}

	return {
		append(topic, entries) {
			const kept = keep(topic);
			for (const entry of entries) kept.held.push({ ...entry, offset: (kept.head += 1), at: clock() });
			trim(kept);
			return kept.head;
		},
		checkpoint(topic, checkpoint) {
			const kept = keep(topic);
			if (checkpoint.offset > kept.head || checkpoint.offset < (kept.checkpoint?.offset ?? 0)) return false;
			kept.checkpoint = checkpoint;
			trim(kept);
			return true;
		},
		forget(topic, offset) {
			const kept = keep(topic);
			if (offset > (kept.checkpoint?.offset ?? 0)) return false;
			kept.held = kept.held.filter((entry) => entry.offset > offset);
			trim(kept);
			return true;
		},
		topic(topic) {
			const { held, head, checkpoint } = keep(topic);
			return { held, head, oldest: head - held.length + 1, checkpoint };
		},
	};
}
