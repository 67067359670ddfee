import { parseCursor, type Cursor } from "../log/cursor.js";
import type { Log, LogEntry } from "../log/log.js";
import type { DoorCounts } from "./door-counts.js";
import { READ_BATCH, type Hubs } from "./hub.js";
import { readyFrame, type ReadyFrame } from "./ready-frame.js";
import type { TopicView } from "./topic-view.js";

/** Why a cursor could not be resumed from. */
export type ResetReason = "epoch" | "expired" | "future" | "malformed";

export interface FreshState {
	readonly cursor: Cursor;
	readonly data: string;
}

/** Where a follow delivers. `frame` and `state` answer whether there is room for more now. */
export interface Sink {
	readonly frame: (frame: ReadyFrame) => boolean;
	readonly state: (state: FreshState, reset: ResetReason | undefined) => boolean;
	/** Everything there is has been delivered; more comes when there is more. */
	readonly caughtUp: () => void;
	/** The log or the view failed. The follow has stopped. */
	readonly failed: (error: unknown) => void;
}

export interface Following {
	/** Everything up to here has been delivered or is not for this view; undefined before the first state. */
	readonly cursor: () => Cursor | undefined;
	/** There is room again after `frame` or `state` answered that there was none. */
	readonly resume: () => void;
	readonly stop: () => void;
}

export interface FollowOptions {
	readonly log: Log;
	readonly hubs: Hubs;
	readonly counts: DoorCounts;
	readonly view: TopicView;
	/** The cursor to resume after, as the reader gave it. */
	readonly wanted: string | undefined;
	readonly sink: Sink;
}

/** Reads in a row that gave nothing although the hub knows of more: beyond it the log contradicts itself. */
const MAX_EMPTY_READS = 3;

/** Fresh states in a row without an entry between: beyond it the view's cursor and the log do not fit. */
const MAX_RESETS_IN_A_ROW = 3;

/**
 * The one rule by which every door follows a topic: join the hub (which watches the log), then deliver what
 * follows the cursor, each entry once and in order; where that cannot be had, say `reset` with fresh state and
 * go on from its cursor. The log is the queue: a follow holds a place in it and no entries, so a slow reader
 * costs no memory.
 */
export function follow({ log, hubs, counts, view, wanted, sink }: FollowOptions): Following {
	let cursor: Cursor | undefined;
	let mode: "running" | "paused" | "idle" | "stopped" = "running";
	let resetsInARow = 0;
	let emptyReads = 0;

	const member = {
		wake: () => {
			if (mode === "idle") run();
		},
		fail,
	};
	const hub = hubs.join(view.topic, member);

	function stop(): void {
		mode = "stopped";
		hub.leave(member);
	}

	function isStopped(): boolean {
		return mode === "stopped";
	}

	function fail(error: unknown): void {
		if (isStopped()) return;
		stop();
		counts.failed += 1;
		sink.failed(error);
	}

	/** Moves past an entry; false where the sink has no room for another. */
	function deliver(at: Cursor, frame: ReadyFrame | undefined): boolean {
		cursor = at;
		resetsInARow = 0;
		emptyReads = 0;
		if (!frame) return true;
		counts.delivered += 1;
		return sink.frame(frame) && !isStopped();
	}

	/** Delivers until there is no more, or no room for it. */
	function run(): void {
		mode = "running";
		try {
			for (let next = nextRecent(); next; next = nextRecent()) {
				if (!deliver(next.cursor, next.frame(view))) return pause();
			}
			if (isAtHead()) rest();
			else void readLog();
		} catch (error) {
			fail(error);
		}
	}

	function nextRecent() {
		return cursor && hub.recent.after(cursor);
	}

	function isAtHead(): boolean {
		const head = hub.recent.head();
		return head !== undefined && head.epoch === cursor?.epoch && head.offset === cursor.offset;
	}

	function isBehindHub(): boolean {
		const head = hub.recent.head();
		return head !== undefined && head.epoch === cursor?.epoch && head.offset > cursor.offset;
	}

	function pause(): void {
		if (!isStopped()) mode = "paused";
	}

	function rest(): void {
		resetsInARow = 0;
		emptyReads = 0;
		mode = "idle";
		sink.caughtUp();
	}

	/** For a reader whose next entry the hub does not hold: behind, ahead of the hub, or with an odd cursor. */
	async function readLog(): Promise<void> {
		try {
			const from = cursor!;
			const result = await log.read(view.topic, from, READ_BATCH);
			if (isStopped()) return;
			if (!result.ok) return await startOver(result.reason);
			for (const entry of result.entries) {
				if (!deliverRead(entry, result.epoch)) return pause();
			}
			// The hub may have learned of more while the log answered, and wakes nobody who is running.
			if (result.entries.length > 0) run();
			else if (isBehindHub()) readAgain();
			else rest();
		} catch (error) {
			fail(error);
		}
	}

	/** Asking for ever what is not given would hold up everybody else in this process. */
	function readAgain(): void {
		emptyReads += 1;
		if (emptyReads > MAX_EMPTY_READS) {
			throw new Error(
				`the log of ${view.topic} does not give what follows ${cursor?.offset}, short of its head`,
			);
		}
		run();
	}

	function deliverRead(entry: LogEntry, epoch: string): boolean {
		return deliver({ epoch, offset: entry.offset }, readyFrame(view, entry, { epoch, counts }));
	}

	async function startOver(reset: ResetReason | undefined): Promise<void> {
		resetsInARow += 1;
		if (resetsInARow > MAX_RESETS_IN_A_ROW) {
			throw new Error(`fresh state of ${view.topic} keeps naming a cursor that the log cannot resume from`);
		}
		const state = await view.fresh();
		if (isStopped()) return;
		if (reset) counts.resets += 1;
		cursor = state.cursor;
		if (sink.state(state, reset)) run();
		else pause();
	}

	async function start(): Promise<void> {
		// The caller holds the follow before its sink is first called.
		await Promise.resolve();
		if (isStopped()) return;
		try {
			if (wanted === undefined) return await startOver(undefined);
			cursor = parseCursor(wanted);
			if (cursor) run();
			else await startOver("malformed");
		} catch (error) {
			fail(error);
		}
	}

	void start();

	return {
		cursor: () => cursor,
		resume: () => {
			if (mode === "paused") run();
		},
		stop,
	};
}
