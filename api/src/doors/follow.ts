import { isAway } from "../log/is-away.js";
import { parseCursor, type Cursor } from "../log/cursor.js";
import type { DoorCounts } from "./door-counts.js";
import { READ_BATCH } from "./history-reads.js";
import type { Hub, HubMember, Hubs } from "./hub.js";
import type { ReadyFrame } from "./ready-frame.js";
import type { SharedEntry } from "./shared-entry.js";
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
	readonly hubs: Hubs;
	readonly counts: DoorCounts;
	readonly view: TopicView;
	/** The cursor to resume after, as the reader gave it. */
	readonly wanted: string | undefined;
	readonly sink: Sink;
}

/**
 * A reader further behind than so many entries is sent many of them as one, where its view can: it is not seeing
 * them as they come any more, and the fewer bytes the sooner it does again. Less than two seconds of a busy world.
 */
const FOLD_BEYOND_ENTRIES = 16;

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
export function follow(options: FollowOptions): Following {
	const follower = new Follower(options);
	follower.start();
	return follower;
}

/** A class, because there is one for each of thousands of readers: methods are shared, closures are not. */
class Follower implements Following, HubMember {
	private readonly hub: Hub;
	private at: Cursor | undefined;
	private mode: "running" | "paused" | "idle" | "stopped" = "running";
	private resetsInARow = 0;
	private emptyReads = 0;

	constructor(private readonly options: FollowOptions) {
		this.hub = options.hubs.join(options.view.topic, this);
	}

	cursor(): Cursor | undefined {
		return this.at;
	}

	start(): void {
		// The caller holds the follow before its sink is first called.
		queueMicrotask(() => {
			if (this.isStopped()) return;
			const { wanted } = this.options;
			if (wanted === undefined) return void this.startOver(undefined);
			this.at = parseCursor(wanted);
			if (this.at) this.run();
			else void this.startOver("malformed");
		});
	}

	wake(): void {
		if (this.mode === "idle") this.run();
	}

	resume(): void {
		if (this.mode === "paused") this.run();
	}

	stop(): void {
		this.mode = "stopped";
		this.hub.leave(this);
	}

	fail(error: unknown): void {
		if (this.isStopped()) return;
		this.stop();
		this.options.counts.failed += 1;
		this.options.sink.failed(error);
	}

	private isStopped(): boolean {
		return this.mode === "stopped";
	}

	/** Delivers until there is no more, or no room for it. */
	private run(): void {
		this.mode = "running";
		const { recent } = this.hub;
		const { view } = this.options;
		try {
			for (let next = this.at && recent.after(this.at); next; next = recent.after(this.at!)) {
				const folded = this.foldRecent();
				const frame = folded ?? next.frame(view);
				if (!this.deliver(folded?.cursor ?? next.cursor, frame)) return this.pause();
			}
			if (this.isAtHead()) this.rest();
			else void this.readLog();
		} catch (error) {
			this.fail(error);
		}
	}

	/** Moves past an entry, or many; false where the sink has no room for another. */
	private deliver(at: Cursor, frame: ReadyFrame | undefined): boolean {
		this.at = at;
		this.resetsInARow = 0;
		this.emptyReads = 0;
		if (!frame) return true;
		this.options.counts.delivered += 1;
		return this.options.sink.frame(frame) && !this.isStopped();
	}

	/** One frame for what the hub holds after here, where it is worth it. */
	private foldRecent(): ReadyFrame | undefined {
		if (!this.options.view.fold || this.lag() <= FOLD_BEYOND_ENTRIES) return undefined;
		return this.hub.folded.frame(this.options.view, this.hub.recent.run(this.at!, READ_BATCH));
	}

	/** Entries between this reader and the newest that the hub knows; 0 where that is not known. */
	private lag(): number {
		const head = this.hub.recent.head();
		return this.at && head?.epoch === this.at.epoch ? head.offset - this.at.offset : 0;
	}

	private isAtHead(): boolean {
		const head = this.hub.recent.head();
		return head !== undefined && head.epoch === this.at?.epoch && head.offset === this.at.offset;
	}

	private pause(): void {
		if (!this.isStopped()) this.mode = "paused";
	}

	private rest(): void {
		this.resetsInARow = 0;
		this.emptyReads = 0;
		this.mode = "idle";
		this.options.sink.caughtUp();
	}

	/** For a reader whose next entry the hub does not hold: behind, ahead of the hub, or with an odd cursor. */
	private async readLog(): Promise<void> {
		try {
			const result = await this.hub.history.after(this.at!);
			if (this.isStopped()) return;
			if (!result.ok) return await this.startOver(result.reason);
			if (!this.deliverRead(result.entries)) return this.pause();
			// The hub may have learned of more while the log answered, and wakes nobody who is running.
			if (result.entries.length > 0) this.run();
			else if (this.lag() > 0) this.readAgain();
			else this.rest();
		} catch (error) {
			this.waitOrFail(error);
		}
	}

	/** A log that is away comes back: whoever has a place in it keeps the place, and is woken then. */
	private waitOrFail(error: unknown): void {
		if (this.isStopped()) return;
		if (!this.at || !isAway(error)) return this.fail(error);
		this.resetsInARow = 0;
		this.mode = "idle";
		this.hub.lookAgain();
	}

	/** False where the sink has no room for more. */
	private deliverRead(entries: readonly SharedEntry[]): boolean {
		const { view } = this.options;
		for (let index = 0; index < entries.length;) {
			const left = entries.length - index;
			const folded =
				left > FOLD_BEYOND_ENTRIES ? this.hub.folded.frame(view, entries.slice(index)) : undefined;
			const next = entries[index]!;
			const cursor = folded?.cursor ?? next.cursor;
			index += cursor.offset - next.cursor.offset + 1;
			if (!this.deliver(cursor, folded ?? next.frame(view))) return false;
		}
		return true;
	}

	/** Asking for ever what is not given would hold up everybody else in this process. */
	private readAgain(): void {
		this.emptyReads += 1;
		if (this.emptyReads > MAX_EMPTY_READS) {
			throw new Error(
				`the log of ${this.options.view.topic} does not give what follows ${this.at?.offset}, short of its head`,
			);
		}
		this.run();
	}

	private async startOver(reset: ResetReason | undefined): Promise<void> {
		try {
			this.resetsInARow += 1;
			if (this.resetsInARow > MAX_RESETS_IN_A_ROW) {
				throw new Error(
					`fresh state of ${this.options.view.topic} keeps naming a cursor that the log cannot resume from`,
				);
			}
			const state = await this.options.view.fresh();
			if (this.isStopped()) return;
			if (reset) this.options.counts.resets += 1;
			this.at = state.cursor;
			if (this.options.sink.state(state, reset)) this.run();
			else this.pause();
		} catch (error) {
			this.waitOrFail(error);
		}
	}
}
