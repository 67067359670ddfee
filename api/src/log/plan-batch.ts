import type { Cursor } from "./cursor.js";
import type { Checkpoint, LogEntry, NewCheckpoint, NewEntry, Retention } from "./log.js";
import type { LogError } from "./log-error.js";
import type { TopicChange } from "./log-store.js";
import { notFounding, otherHead, otherHistory, outside, uncovered } from "./refusals.js";
import { dropTo, EMPTY_TOPIC, entryBytes, trimTopic, type Peek, type TopicState } from "./topic-state.js";

/** One call that writes. */
export type LogOperation =
	| {
			readonly kind: "append";
			readonly topic: string;
			readonly entries: readonly NewEntry[];
			readonly after?: Cursor;
	  }
	| { readonly kind: "checkpoint"; readonly topic: string; readonly checkpoint: NewCheckpoint }
	| { readonly kind: "forget"; readonly topic: string; readonly offset: number };

export interface BatchContext {
	/** Unix seconds. */
	readonly now: number;
	readonly retention: (topic: string) => Retention;
	readonly epoch: (topic: string) => string;
	readonly state: (topic: string) => TopicState | undefined;
	readonly peek: (topic: string, offset: number) => ReturnType<Peek>;
}

export interface BatchPlan {
	readonly changes: readonly TopicChange[];
	/** For each operation the offset it reached, or why it alone is refused. */
	readonly outcomes: readonly (number | LogError)[];
}

interface Draft {
	readonly before: TopicState;
	readonly entries: LogEntry[];
	state: TopicState;
	checkpoint?: Checkpoint;
}

/** What a run of operations, in order, does to the topics they name. */
export function planBatch(operations: readonly LogOperation[], context: BatchContext): BatchPlan {
	const drafts = new Map<string, Draft>();
	const outcomes = operations.map((operation) => {
		const draft = drafts.get(operation.topic) ?? newDraft(context.state(operation.topic));
		const outcome = perform(draft, operation, context);
		if (typeof outcome === "number") drafts.set(operation.topic, draft);
		return outcome;
	});
	const changes = [...drafts].map(([topic, draft]) => finish(topic, draft, context));
	return { changes, outcomes };
}

function perform(draft: Draft, operation: LogOperation, context: BatchContext): number | LogError {
	switch (operation.kind) {
		case "append":
			return append(draft, operation, context);
		case "checkpoint":
			return checkpoint(draft, operation, context);
		case "forget":
			return forget(draft, operation.offset, peekOf(operation.topic, draft, context));
	}
}

function newDraft(before: TopicState = EMPTY_TOPIC): Draft {
	return { before, state: before, entries: [] };
}

type Operation<Kind extends LogOperation["kind"]> = Extract<LogOperation, { readonly kind: Kind }>;

function append(
	draft: Draft,
	{ topic, entries, after }: Operation<"append">,
	{ now, epoch }: BatchContext,
): number | LogError {
	let { head, bytes } = draft.state;
	if (after && after.epoch !== epoch(topic)) return otherHistory(topic);
	if (after && after.offset !== head) return otherHead(topic, head, after.offset);
	for (const { type, data } of entries) {
		head += 1;
		bytes += entryBytes({ type, data });
		draft.entries.push({ offset: head, type, at: now, data });
	}
	draft.state = { ...draft.state, head, bytes };
	return head;
}

function checkpoint(
	draft: Draft,
	{ topic, checkpoint: { epoch, first, ...wanted } }: Operation<"checkpoint">,
	context: BatchContext,
): number | LogError {
	const { head, checkpoint: latest } = draft.state;
	if (epoch !== undefined && epoch !== context.epoch(topic)) return otherHistory(topic);
	if (first === true && (head > 0 || latest !== undefined)) return notFounding(topic);
	if (wanted.offset > head || wanted.offset < (latest ?? 0)) {
		return outside({ offset: wanted.offset, latest: latest ?? 0, head });
	}
	draft.checkpoint = wanted;
	draft.state = { ...draft.state, checkpoint: wanted.offset };
	return wanted.offset;
}

function forget(draft: Draft, offset: number, peek: Peek): number | LogError {
	const { checkpoint: latest = 0 } = draft.state;
	if (offset > latest) return uncovered(offset, latest);
	draft.state = dropTo(draft.state, offset, peek);
	return offset;
}

/** Entries of this batch are not in the store yet. */
function peekOf(topic: string, { before, entries }: Draft, context: BatchContext): Peek {
	return (offset) => {
		const fresh = entries[offset - before.head - 1];
		return fresh ? { at: fresh.at, bytes: entryBytes(fresh) } : context.peek(topic, offset);
	};
}

function finish(topic: string, draft: Draft, context: BatchContext): TopicChange {
	const { before, entries, checkpoint } = draft;
	const after = trimTopic(draft.state, {
		retention: context.retention(topic),
		now: context.now,
		peek: peekOf(topic, draft, context),
	});
	return {
		topic,
		before,
		after: { ...after, swept: before.oldest },
		entries,
		...(checkpoint && { checkpoint }),
	};
}
