import type { CollectionChanges } from "../worlds/changes.js";
import { changeRecord } from "../worlds/record-changes.js";
import type { Recorded } from "../worlds/record-changes.js";

/**
 * The forms of one record, oldest first: `records[i]` from `ticks[i]` on, undefined where there was none. The
 * first may be of tick 0, which stands for "from the oldest tick that is held"; none is undefined from there on.
 */
interface Line<T> {
	readonly id: string;
	readonly ticks: number[];
	readonly records: (T | undefined)[];
}

/** Forgets what of a record no tick before `tick` needs; how many forms that were. */
export type LetGo = (tick: number) => number;

/** The records of one kind at every held tick. Records are shared with the states that they come from. */
export interface RecordVersions<T extends Recorded> {
	/** Forms held. */
	readonly size: () => number;
	/** The records at a tick that is held. */
	readonly at: (tick: number) => ReadonlyMap<string, T>;
	/** Notes what a tick changed, the newest so far. `after` are the records after it. */
	readonly add: (
		tick: number,
		changes: CollectionChanges<T>,
		after: ReadonlyMap<string, T>,
	) => readonly LetGo[];
	/** Notes what the oldest tick changed, so that the one before it is held; `undo` leads back to that. */
	readonly extend: (tick: number, undo: CollectionChanges<T>) => readonly LetGo[];
}

/** Index of the newest form that is of `tick` or before it; -1 where there is none. */
function indexAt(ticks: readonly number[], tick: number): number {
	let low = 0;
	let high = ticks.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (ticks[middle]! <= tick) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

function foreign(id: string): Error {
	return new Error(`A change set names ${id}, which this state does not hold.`);
}

/** Records that are the same at every tick so far. */
export function createRecordVersions<T extends Recorded>(records: ReadonlyMap<string, T>): RecordVersions<T> {
	const lines = new Map<string, Line<T>>();
	let size = records.size;
	for (const [id, record] of records) lines.set(id, { id, ticks: [0], records: [record] });

	const lineOf = (id: string): Line<T> => {
		const known = lines.get(id);
		if (known) return known;
		const line: Line<T> = { id, ticks: [], records: [] };
		lines.set(id, line);
		return line;
	};

	const letGo =
		(line: Line<T>): LetGo =>
		(tick) => {
			const { id, ticks, records: forms } = line;
			let gone = indexAt(ticks, tick);
			if (gone < 0) return 0;
			// Nothing tells a record that is not there from one that never was.
			if (forms[gone] === undefined) gone += 1;
			else ticks[gone] = 0;
			ticks.splice(0, gone);
			forms.splice(0, gone);
			size -= gone;
			if (ticks.length === 0) lines.delete(id);
			return gone;
		};

	const push = (id: string, tick: number, record: T | undefined): LetGo => {
		const line = lineOf(id);
		line.ticks.push(tick);
		line.records.push(record);
		size += 1;
		return letGo(line);
	};

	/** Puts a form before all others; from `tick` on it is what has been first so far. */
	const unshift = (line: Line<T>, tick: number, record: T): void => {
		if (line.ticks[0] === 0) line.ticks[0] = tick;
		else {
			line.ticks.unshift(tick);
			line.records.unshift(undefined);
			size += 1;
		}
		line.ticks.unshift(0);
		line.records.unshift(record);
		size += 1;
	};

	return {
		size: () => size,
		at: (tick) => {
			const found = new Map<string, T>();
			for (const { id, ticks, records: forms } of lines.values()) {
				const record = forms[indexAt(ticks, tick)];
				if (record) found.set(id, record);
			}
			return found;
		},
		add: (tick, { created, updated, deleted }, after) => {
			const changed = new Set<string>();
			for (const { id } of created) changed.add(id);
			for (const { entityId } of updated) changed.add(entityId);
			for (const { id } of deleted) changed.add(id);
			return [...changed].map((id) => push(id, tick, after.get(id)));
		},
		extend: (tick, { created, updated, deleted }) => {
			const before = new Map<string, T>();
			for (const change of updated) {
				const id = change.entityId;
				const record = before.get(id) ?? lines.get(id)?.records[0];
				if (!record) throw foreign(id);
				before.set(id, changeRecord(record, change));
			}
			for (const record of created) before.set(record.id, record);
			const touched: LetGo[] = [];
			for (const [id, record] of before) {
				const line = lineOf(id);
				unshift(line, tick, record);
				touched.push(letGo(line));
			}
			for (const { id } of deleted) {
				const line = lines.get(id);
				if (line?.ticks[0] !== 0) throw foreign(id);
				line.ticks[0] = tick;
				touched.push(letGo(line));
			}
			return touched;
		},
	};
}
