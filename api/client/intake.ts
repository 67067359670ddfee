import type { Cursor } from "../src/log/cursor.js";
import type { Clock } from "./clock.js";
import type { DoorEvent } from "./door-event.js";
import { endFor, Lost } from "./ends.js";
import { readCursor, readJson, readReason, readState, readTick, type TickFrame } from "./frames.js";
import { createReplica } from "./replica.js";
import { Refused } from "./http.js";
import { createReturns, noLongerLeadsOn } from "./returns.js";
import type { StatusBoard, SyncStatus } from "./status.js";
import type { SyncedWorld } from "./world-copy.js";

/** What a listener is told: the status changed, the whole state was replaced, or a tick was applied, once. */
export type SyncChange =
	| { readonly kind: "status"; readonly status: SyncStatus; readonly reason: string | undefined }
	| { readonly kind: "state"; readonly world: SyncedWorld }
	| { readonly kind: "tick"; readonly world: SyncedWorld; readonly frame: TickFrame };

/** What has happened since the reader was made. */
export interface SyncCounts {
	/** Ticks taken, those that came folded included. */
	readonly ticks: number;
	/** Entries that came again and were dropped. */
	readonly duplicates: number;
	/** Returns after a cut with nothing lost. */
	readonly resumes: number;
	/** Times the server said that the cursor leads nowhere. */
	readonly resets: number;
	/** Times the copy or a frame turned out wrong, and the state was fetched anew. */
	readonly divergences: number;
}

export interface Intake {
	readonly world: () => SyncedWorld;
	readonly cursor: () => Cursor | undefined;
	readonly counts: () => SyncCounts;
	/** Takes the body of `/world/init`. */
	readonly load: (body: unknown) => void;
	/** A connection stands. */
	readonly opened: () => void;
	/** The connection is gone. */
	readonly cut: (reason: string) => void;
	/** Takes one event. Throws where the connection is of no more use; the copy is then right or distrusted. */
	readonly take: (event: DoorEvent) => void;
}

export interface IntakePorts {
	readonly clock: Clock;
	readonly board: StatusBoard;
	readonly tell: (change: SyncChange) => void;
}

export function createIntake({ clock, board, tell }: IntakePorts): Intake {
	const replica = createReplica();
	const counts = { ticks: 0, duplicates: 0, resumes: 0, resets: 0, divergences: 0 };
	let known = false;
	const returns = createReturns({
		clock,
		board,
		isKnown: () => known,
		resumed: () => (counts.resumes += 1),
	});

	function load(body: unknown): void {
		replica.load(readState(body));
		known = true;
		tell({ kind: "state", world: replica.world() });
	}

	function takeTick(event: DoorEvent): void {
		const cursor = readCursor(event.id);
		const frame = replica.take(cursor, readTick(readJson(event.data), event.packed));
		if (!frame) {
			counts.duplicates += 1;
			return;
		}
		returns.ledOn();
		counts.ticks += frame.span;
		tell({ kind: "tick", world: replica.world(), frame });
	}

	function dispatch(event: DoorEvent): void {
		if (event.event === "close") {
			throw endFor(readReason(readJson(event.data)));
		} else if (event.event === "reset") {
			counts.resets += 1;
			returns.distrust(noLongerLeadsOn(readReason(readJson(event.data))));
			replica.distrust();
		} else if (event.event === "state") {
			load(readJson(event.data));
			returns.replaced();
		} else if (event.event === "snapshot") {
			takeTick(event);
		} else if (event.id !== undefined) {
			replica.passTo(readCursor(event.id));
		}
	}

	return {
		world: replica.world,
		cursor: replica.cursor,
		counts: () => ({ ...counts }),
		load,
		opened: returns.opened,
		cut: returns.cut,
		take(event) {
			try {
				dispatch(event);
			} catch (error) {
				if (error instanceof Lost || error instanceof Refused) throw error;
				counts.divergences += 1;
				returns.distrust(error instanceof Error ? error.message : String(error));
				replica.distrust();
				throw error;
			}
		},
	};
}
