import { formatCursor } from "../log/cursor.js";
import { Refusal } from "../http/refusal.js";
import type { Beat } from "./beat.js";
import type { DoorCounts } from "./door-counts.js";
import type { Expiries } from "./expiries.js";
import {
	follow,
	type Following,
	type FollowOptions,
	type FreshState,
	type ResetReason,
	type Sink,
} from "./follow.js";
import type { CloseReason, Line } from "./line.js";
import type { ReadyFrame } from "./ready-frame.js";
import type { TopicView } from "./topic-view.js";

/** What a goodbye may take to be taken, before the connection is cut; looked at with each beat. */
const GOODBYE_SECONDS = 2;

/** What all readers of all doors share. */
export interface ReaderShared {
	readonly following: Pick<FollowOptions, "hubs" | "counts">;
	readonly counts: DoorCounts;
	readonly beat: Beat;
	readonly expiries: Expiries;
	/** A reader whose connection takes nothing for so long is closed. */
	readonly blockedSeconds: number;
	/** Unix seconds. */
	readonly now: () => number;
	/** Hears of failures that can no longer be answered. */
	readonly onFailure: (error: unknown, topic: string) => void;
	/** Called once for each reader, when its connection is closed. */
	readonly onLeft: (reader: Reader) => void;
}

export interface ReaderOptions {
	readonly view: TopicView;
	/** The cursor to resume after, as the reader gave it. */
	readonly wanted: string | undefined;
	readonly line: Line;
	/** Unix seconds at which its right to read ends; undefined where it does not. */
	readonly expiresAt: number | undefined;
}

/**
 * One reader of one topic on a connection that lasts, from its coming to its leaving: what follows its cursor, signs
 * of life, and the end, whoever brings it about. A class, because there is one for each of thousands of readers:
 * methods are shared, closures are not.
 */
export class Reader implements Sink {
	readonly topic: string;
	/** Unix seconds; infinite where nothing ends. */
	readonly expiresAt: number;
	private readonly line: Line;
	private readonly following: Following;
	private blockedSince: number | undefined;
	private closedAt: number | undefined;
	private isGone = false;
	/** The last cursor that the reader was told. */
	private announced: string | undefined;

	constructor(
		private readonly shared: ReaderShared,
		{ view, wanted, line, expiresAt = Infinity }: ReaderOptions,
	) {
		this.topic = view.topic;
		this.line = line;
		shared.counts[line.kind] += 1;
		this.expiresAt = expiresAt;
		shared.beat.join(this);
		if (expiresAt < Infinity) shared.expiries.join(this);
		const { hubs, counts } = shared.following;
		this.following = follow({ hubs, counts, view, wanted, sink: this });
	}

	/** Everything up to here was sent or is not for it, in its wire form; undefined before the first state. */
	cursor(): string | undefined {
		const cursor = this.following.cursor();
		return cursor && formatCursor(cursor);
	}

	frame(frame: ReadyFrame): boolean {
		this.announced = frame.id;
		return this.noted(this.line.frame(frame));
	}

	state(state: FreshState, reset: ResetReason | undefined): boolean {
		this.announced = formatCursor(state.cursor);
		return this.noted(this.line.state(state, reset));
	}

	caughtUp(): void {
		this.line.open();
	}

	failed(error: unknown): void {
		if (!this.line.isOpen()) return this.line.refuse(error);
		this.shared.onFailure(error, this.topic);
		this.close("failed");
	}

	tick(): void {
		const { now, blockedSeconds, counts } = this.shared;
		if (this.closedAt !== undefined) {
			if (now() - this.closedAt >= GOODBYE_SECONDS) this.line.cut();
		} else if (this.blockedSince === undefined) {
			this.beat();
		} else if (now() - this.blockedSince >= blockedSeconds) {
			counts.dropped += 1;
			this.close("too_slow");
		}
	}

	expire(): void {
		if (this.closedAt !== undefined) return;
		this.shared.counts.expired += 1;
		this.close("expired");
	}

	/** The service is going away. */
	drain(): void {
		if (this.closedAt !== undefined) return;
		if (!this.line.isOpen()) return this.line.refuse(new Refusal("unavailable", "shutting down"));
		// Who is blocked would not take a goodbye in time; the last id it was told is its cursor.
		if (this.blockedSince === undefined) this.close("draining");
		else this.cut();
	}

	cut(): void {
		this.line.cut();
	}

	/** There is room on the line again. */
	resumed(): void {
		this.blockedSince = undefined;
		if (this.closedAt === undefined) this.following.resume();
	}

	/** The connection is closed. */
	left(): void {
		if (this.isGone) return;
		this.isGone = true;
		this.following.stop();
		this.shared.beat.leave(this);
		this.shared.expiries.leave(this);
		this.shared.counts[this.line.kind] -= 1;
		this.shared.onLeft(this);
	}

	private beat(): void {
		if (!this.line.isOpen()) return;
		const id = this.cursor();
		this.noted(this.line.beat(id === this.announced ? undefined : id));
		this.announced = id;
	}

	private close(reason: CloseReason): void {
		this.closedAt = this.shared.now();
		this.following.stop();
		this.line.close(reason, this.cursor());
	}

	private noted(hasRoom: boolean): boolean {
		if (!hasRoom) this.blockedSince ??= this.shared.now();
		return hasRoom;
	}
}
