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

/** A tick that changed anything of a kind, and the records that it changed. */
interface Change<T> {
	readonly tick: number;
	readonly lines: readonly Line<T>[];
}

/** The records of one kind at every held tick. Records are shared with the states that they come from. */
export interface RecordVersions<T extends Recorded> {
	/** Forms held. */
	readonly size: () => number;
	/** The records at a tick that is held. */
	readonly at: (tick: number) => ReadonlyMap<string, T>;
	/** Notes what a tick changed, the newest so far. `after` are the records after it. */
	readonly add: (tick: number, changes: CollectionChanges<T>, after: ReadonlyMap<string, T>) => void;
	/** Notes what the oldest tick changed, so that the one before it is held; `undo` leads back to that. */
	readonly extend: (tick: number, undo: CollectionChanges<T>) => void;
	/** Forgets what only ticks before `tick` needed, the oldest from now on. */
	readonly letGo: (tick: number) => void;
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
	/** Oldest first; those of the oldest tick are not among them. */
	const changes: Change<T>[] = [];
	/** What was found last, and since which change it is so: minds and clusters stay as they are for many ticks. */
	let found: { readonly since: number; readonly records: ReadonlyMap<string, T> } | undefined;
	for (const [id, record] of records) lines.set(id, { id, ticks: [0], records: [record] });

	const lineOf = (id: string): Line<T> => {
		const known = lines.get(id);
		if (known) return known;
		const line: Line<T> = { id, ticks: [], records: [] };
		lines.set(id, line);
		return line;
	};

	const push = (id: string, tick: number, record: T | undefined): Line<T> => {
		const line = lineOf(id);
		line.ticks.push(tick);
		line.records.push(record);
		size += 1;
		return line;
	};

	/** Puts a form before all others; from `tick` on it is what has been first so far. */
	const unshift = (record: T, tick: number): Line<T> => {
		const line = lineOf(record.id);
		if (line.ticks[0] === 0) line.ticks[0] = tick;
		else {
			line.ticks.unshift(tick);
			line.records.unshift(undefined);
			size += 1;
		}
		line.ticks.unshift(0);
		line.records.unshift(record);
		size += 1;
		return line;
	};

	/** Lets a record begin with its form at `tick`. */
	const shorten = ({ id, ticks, records: forms }: Line<T>, tick: number): void => {
		let gone = indexAt(ticks, tick);
		if (gone < 0) return;
		// Nothing tells a record that is not there from one that never was.
		if (forms[gone] === undefined) gone += 1;
		else ticks[gone] = 0;
		ticks.splice(0, gone);
		forms.splice(0, gone);
		size -= gone;
		if (ticks.length === 0) lines.delete(id);
	};

	return {
		size: () => size,
		at: (tick) => {
			const since = changes.findLast((change) => change.tick <= tick)?.tick ?? 0;
			if (found?.since === since) return found.records;
			const there = new Map<string, T>();
			for (const { id, ticks, records: forms } of lines.values()) {
				const record = forms[indexAt(ticks, tick)];
				if (record) there.set(id, record);
			}
			found = { since, records: there };
			return there;
		},
		add: (tick, { created, updated, deleted }, after) => {
			const changed = new Set<string>();
			for (const { id } of created) changed.add(id);
			for (const { entityId } of updated) changed.add(entityId);
			for (const { id } of deleted) changed.add(id);
			changes.push({ tick, lines: [...changed].map((id) => push(id, tick, after.get(id))) });
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
			const earlier = [...before.values()].map((record) => unshift(record, tick));
			const later = deleted.map(({ id }) => {
				const line = lines.get(id);
				if (line?.ticks[0] !== 0) throw foreign(id);
				line.ticks[0] = tick;
				return line;
			});
			changes.unshift({ tick, lines: [...earlier, ...later] });
			found = undefined;
		},
		letGo: (tick) => {
			while (changes.length > 0 && changes[0]!.tick <= tick) {
				for (const line of changes.shift()!.lines) shorten(line, tick);
				found = undefined;
			}
		},
	};
}
