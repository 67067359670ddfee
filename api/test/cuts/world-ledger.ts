import { formatCursor, parseCursor, type Cursor } from "../../src/log/cursor.js";
import type { FullChangeSet, LimitedChangeSet } from "../../src/worlds/changes.js";
import { CHECKSUM_EVERY_TICKS, worldChecksum } from "../../src/worlds/world-checksum.js";
import { createBareCopy } from "./bare-copy.js";
import { createWorldCheck } from "./check-world.js";
import { eventAt, type Town } from "./town.js";

/** An event as a door sends it. */
export interface SentEvent {
	readonly event: string;
	readonly id?: string | undefined;
	/** JSON text. */
	readonly data: string;
	/** Moves that came as bytes beside it. */
	readonly packed?: Uint8Array;
}

export interface LedgerOptions {
	readonly towns: readonly Town[];
	/** Whether the history may be lost and founded anew, so that ticks are no longer as many as payloads. */
	readonly mayLoseHistory?: boolean;
}

export type TickChanges = FullChangeSet & LimitedChangeSet & { readonly packed?: string };

/** What one reader without any library made of what it was sent, and everything that was wrong with it. */
export interface WorldLedger {
	readonly take: (event: SentEvent) => void;
	/** Answers of a poll name one cursor for all their events. */
	readonly takeAnswer: (body: string) => void;
	/** A new connection begins. */
	readonly begin: () => void;
	readonly fault: (what: string) => void;
	readonly faults: readonly string[];
	/** To come back with. */
	readonly cursor: () => string | undefined;
	/** Tick of the copy; -1 before any state. */
	readonly tick: () => number;
	readonly ticks: () => number;
	/** Frames that stood for more than one tick. */
	readonly folds: () => number;
	readonly resets: () => number;
	/** Why the server closed streams. */
	readonly closes: ReadonlyMap<string, number>;
	/** Payloads of each town in the copy. */
	readonly seqs: () => readonly number[];
}

interface TickData {
	readonly type: string;
	readonly tick: number;
	readonly span?: number;
	readonly changes: TickChanges;
	readonly checksum?: number;
}

interface StateData {
	readonly fullState: Readonly<Record<string, readonly { readonly id: string }[]>>;
	readonly currentTick: number;
	readonly cursor: string;
}

interface PollAnswer {
	readonly cursor: string;
	readonly events: readonly { readonly event: string; readonly data: { readonly span?: number } }[];
	readonly reset?: unknown;
	readonly state?: StateData;
}

/** Whether these are changes of everything, which tell of an event with each payload. */
function isFull({ events }: TickChanges): boolean {
	return events !== undefined;
}

/** Faults beyond these say nothing new. */
const MOST_FAULTS = 20;

export function createWorldLedger(options: LedgerOptions): WorldLedger {
	const { towns, mayLoseHistory = false } = options;
	const check = createWorldCheck(towns);
	const copy = createBareCopy();
	const faults: string[] = [];
	const closes = new Map<string, number>();
	let place: Cursor | undefined;
	let tick = -1;
	let seqs: readonly number[] = towns.map(() => 0);
	let isReset = false;
	let ticks = 0;
	let folds = 0;
	let resets = 0;

	function fault(what: string): void {
		if (faults.length < MOST_FAULTS) faults.push(`at tick ${tick}: ${what}`);
	}

	/** Compares the copy with what the towns were after as many payloads as it says it holds. */
	function look(): void {
		const verdict = check(copy.members());
		seqs = verdict.seqs;
		if (verdict.fault !== undefined) fault(verdict.fault);
		const payloads = seqs.reduce((sum, seq) => sum + seq, 0);
		if (!mayLoseHistory && payloads !== tick) fault(`the copy holds ${payloads} payloads`);
	}

	function takeState(id: string | undefined, { fullState, currentTick, cursor }: StateData): void {
		if (id !== cursor) fault(`the state of ${cursor} has the id ${id}`);
		if (place && !isReset) fault("a state came without a reset");
		const at = parseCursor(cursor);
		if (!at) return fault(`the state's cursor is ${cursor}`);
		if (place && at.epoch === place.epoch && (at.offset < place.offset || currentTick < tick)) {
			fault(`the state went back to ${currentTick}`);
		}
		copy.load(fullState);
		place = at;
		tick = currentTick;
		isReset = false;
		look();
	}

	function takeTick({ id, packed }: SentEvent, data: TickData): void {
		const at = parseCursor(id ?? "");
		const { span = 1, changes } = data;
		if (!place) return fault(`tick ${data.tick} came before any state`);
		if (isReset) fault(`tick ${data.tick} came between a reset and its state`);
		if (at?.epoch !== place.epoch || at.offset !== place.offset + span) {
			fault(`after ${formatCursor(place)} came ${id}, which stands for ${span}`);
		}
		// Whoever had got further in a history that was lost lifts the tick's number, and changes nothing by that.
		const isLifted = mayLoseHistory && data.tick > tick + span;
		if (data.tick !== tick + span && !isLifted) fault(`tick ${data.tick} came, which stands for ${span}`);
		if (data.type !== "snapshot") fault(`a frame of type ${data.type}`);
		if (span > 1 && isFull(changes)) fault(`a frame of everything stands for ${span} ticks`);
		copy.apply(
			changes,
			packed ?? (changes.packed === undefined ? undefined : Buffer.from(changes.packed, "base64")),
		);
		const before = seqs;
		place = at ?? place;
		tick = data.tick;
		ticks += 1;
		if (span > 1) folds += 1;
		look();
		lookAtChecksum(data);
		if (span > 1 || (isLifted && seqs.join() === before.join())) return;
		lookAtStep(before, changes);
	}

	function lookAtChecksum({ tick: of, checksum }: TickData): void {
		if (checksum === undefined) {
			if (of % CHECKSUM_EVERY_TICKS === 0) fault("a tick has no checksum");
		} else if (checksum !== worldChecksum(copy.members().values())) fault("the checksum is another one");
	}

	/** One tick is one payload of one town, with its event where events are shown. */
	function lookAtStep(before: readonly number[], changes: TickChanges): void {
		const stepped = towns.filter((_, index) => seqs[index] !== before[index]);
		if (stepped.length !== 1) return fault(`payloads ${before.join("+")} became ${seqs.join("+")}`);
		const expected = eventAt(stepped[0]!, seqs[towns.indexOf(stepped[0]!)]!);
		const told = (changes.events ?? []).flatMap(({ id }) => (id === undefined ? [] : [id]));
		if (isFull(changes) && told.join() !== expected)
			fault(`events ${told.join()} came instead of ${expected}`);
	}

	/** The server says that nothing up to the id was for this reader; of a world everything is. */
	function pass(id: string): void {
		if (place && id !== formatCursor(place)) fault(`the place moved to ${id} without a tick`);
	}

	function dispatch(sent: SentEvent): void {
		const { event, id, data } = sent;
		switch (event) {
			case "snapshot":
				return takeTick(sent, JSON.parse(data) as TickData);
			case "state":
				return takeState(id, JSON.parse(data) as StateData);
			case "reset":
				resets += 1;
				isReset = true;
				if (id !== undefined) fault("a reset has an id");
				return;
			case "close": {
				const { reason } = JSON.parse(data) as { readonly reason: string };
				closes.set(reason, (closes.get(reason) ?? 0) + 1);
				if (id !== undefined) pass(id);
				return;
			}
			case "":
			case "beat":
				return id === undefined ? undefined : pass(id);
			default:
				fault(`an event named ${event}`);
		}
	}

	function take(event: SentEvent): void {
		try {
			dispatch(event);
		} catch (error) {
			fault(error instanceof Error ? error.message : String(error));
		}
	}

	return {
		take,
		takeAnswer(body) {
			const answer = JSON.parse(body) as PollAnswer;
			if (answer.reset !== undefined) take({ event: "reset", data: JSON.stringify(answer.reset) });
			if (answer.state) take({ event: "state", id: answer.cursor, data: JSON.stringify(answer.state) });
			for (const { event, data } of answer.events) {
				const id = place && formatCursor({ ...place, offset: place.offset + (data.span ?? 1) });
				take({ event, id, data: JSON.stringify(data) });
			}
			pass(answer.cursor);
		},
		begin() {
			isReset = false;
		},
		fault,
		faults,
		cursor: () => place && formatCursor(place),
		tick: () => tick,
		ticks: () => ticks,
		folds: () => folds,
		resets: () => resets,
		closes,
		seqs: () => seqs,
	};
}
