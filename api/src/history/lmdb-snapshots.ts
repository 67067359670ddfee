import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, type Database, type RootDatabase } from "lmdb";
import { MAPPED_ONCE } from "../log/lmdb-map.js";
import {
	decodeCheckpoint,
	decodeEntry,
	encodeCheckpoint,
	encodeEntry,
	peekEntry,
} from "../log/sealed-record.js";
import { findDamage, setAside } from "../log/sound-file.js";
import { createHeldTicks } from "./held-ticks.js";
import type { HeldTicks } from "./held-ticks.js";
import type { EmbeddedStoreOptions, KeptTick, SnapshotStore } from "./snapshot-store.js";

const FILE = "snapshots.mdb";
const TICK = "snapshot";
const FULL_STATE = "full_state";

type TickKey = [worldId: string, tick: number];

interface Tables {
	readonly root: RootDatabase<Buffer, string>;
	readonly latest: Database<Buffer, string>;
	readonly ticks: Database<Buffer, TickKey>;
	/** One record a world. */
	readonly fullStates: Database<Buffer, TickKey>;
}

function openTables(path: string): Tables {
	const root = open<Buffer, string>({
		path,
		noSubdir: true,
		...MAPPED_ONCE,
		maxDbs: 3,
		encoding: "binary",
		overlappingSync: false,
		// The log is the truth and has been synced: what the system loses with its power is caught up from there.
		noSync: true,
		eventTurnBatching: false,
	});
	return {
		root,
		latest: root.openDB("latest", { encoding: "binary" }),
		ticks: root.openDB("ticks", { encoding: "binary" }),
		fullStates: root.openDB("full-states", { encoding: "binary" }),
	};
}

interface Kept {
	latest: number;
	held: HeldTicks;
}

/** What the file holds. A latest tick that is none leaves its world unknown, to be caught up from the beginning. */
function loadWorlds({ latest, ticks }: Tables, bounds: EmbeddedStoreOptions): Map<string, Kept> {
	const worlds = new Map<string, Kept>();
	for (const { key: worldId, value } of [...latest.getRange()]) {
		const record = decodeCheckpoint(worldId, value);
		if (record) worlds.set(worldId, { latest: record.offset, held: createHeldTicks(bounds) });
	}
	for (const { key, value } of ticks.getRange()) {
		const [worldId, tick] = key;
		worlds.get(worldId)?.held.add({ tick, ...peekEntry(value) });
	}
	return worlds;
}

export interface LmdbSnapshotsOptions extends EmbeddedStoreOptions {
	/** Where the file lies; made where it does not exist. */
	readonly directory: string;
}

/**
 * The store in a file of its own. What was put survives the process; what the system had not yet written when its
 * power went may be gone. The file is checked before it is used, and a damaged one set aside (see `status`).
 */
export function openLmdbSnapshots(options: LmdbSnapshotsOptions): SnapshotStore {
	const { directory, now } = options;
	mkdirSync(directory, { recursive: true });
	const path = join(directory, FILE);
	const damage = findDamage(path);
	const detail =
		damage === undefined ? undefined : `${damage}; the file was kept as ${setAside(path, Math.floor(now()))}`;
	const tables = openTables(path);
	const { root, latest, ticks: tickTable, fullStates } = tables;
	const worlds = loadWorlds(tables, options);

	const noteLatest = (worldId: string, tick: number): void => {
		latest.putSync(worldId, encodeCheckpoint(worldId, { offset: tick, value: "" }));
	};
	const removeTicks = (worldId: string, ticks: readonly number[]): void => {
		for (const tick of ticks) tickTable.removeSync([worldId, tick]);
	};
	const ticksOnDisk = (worldId: string, from = 0): readonly number[] =>
		[...tickTable.getKeys({ start: [worldId, from], end: [worldId, Infinity] })].map(([, tick]) => tick);
	/** The index follows the file: it is made anew of it where a write failed. */
	const write = async <T>(worldId: string, change: () => T): Promise<T> => {
		try {
			return await root.childTransaction(change);
		} catch (error) {
			const held = createHeldTicks(options);
			for (const { key, value } of tickTable.getRange({ start: [worldId, 0], end: [worldId, Infinity] })) {
				held.add({ tick: key[1], ...peekEntry(value) });
			}
			const record = latest.get(worldId);
			const before = record && decodeCheckpoint(worldId, record);
			if (before) worlds.set(worldId, { latest: before.offset, held });
			else worlds.delete(worldId);
			throw error;
		}
	};

	return {
		engine: "lmdb",
		latestTick: async (worldId) => worlds.get(worldId)?.latest,
		put: async (worldId, ticks, after) =>
			write(worldId, () => {
				const known = worlds.get(worldId);
				if (known?.latest !== after) return false;
				const kept = known ?? { latest: 0, held: createHeldTicks(options) };
				// Of a world that is not known, nothing may be left of before.
				if (!known) removeTicks(worldId, ticksOnDisk(worldId));
				worlds.set(worldId, kept);
				for (const { tick, at, data } of ticks) {
					const record = encodeEntry(worldId, { offset: tick, type: TICK, at, data });
					tickTable.putSync([worldId, tick], record);
					kept.latest = tick;
					kept.held.add({ tick, ...peekEntry(record) });
				}
				removeTicks(worldId, kept.held.trim(now()));
				noteLatest(worldId, kept.latest);
				return true;
			}),
		range: async (worldId, from, to) => {
			const found: KeptTick[] = [];
			for (const tick of worlds.get(worldId)?.held.between(from, to, now()) ?? []) {
				const record = tickTable.get([worldId, tick]);
				const entry = record && decodeEntry(worldId, tick, record);
				// A damaged record is as good as none.
				if (entry) found.push({ tick, data: entry.data });
			}
			return found;
		},
		oldestTick: async (worldId) => {
			const kept = worlds.get(worldId);
			return kept?.held.runUpTo(kept.latest, now());
		},
		heldTicks: async (worldId) => worlds.get(worldId)?.held.between(0, Infinity, now()) ?? [],
		fullState: async (worldId) => {
			for (const { key, value } of [
				...fullStates.getRange({ start: [worldId, 0], end: [worldId, Infinity] }),
			]) {
				const entry = decodeEntry(worldId, key[1], value);
				if (entry) return { worldId, tick: entry.offset, timestamp: entry.at, state: entry.data };
			}
			return undefined;
		},
		putFullState: async ({ worldId, tick, timestamp, state }) => {
			await root.childTransaction(() => {
				for (const key of [...fullStates.getKeys({ start: [worldId, 0], end: [worldId, Infinity] })]) {
					fullStates.removeSync(key);
				}
				const entry = { offset: tick, type: FULL_STATE, at: timestamp, data: state };
				fullStates.putSync([worldId, tick], encodeEntry(worldId, entry));
			});
		},
		rewind: async (worldId, tick) =>
			write(worldId, () => {
				const kept = worlds.get(worldId);
				if (!kept || kept.latest <= tick) return;
				removeTicks(worldId, kept.held.dropAfter(tick));
				kept.latest = tick;
				noteLatest(worldId, tick);
			}),
		forget: async (worldId, tick) =>
			write(worldId, () => {
				removeTicks(worldId, ticksOnDisk(worldId));
				worlds.set(worldId, { latest: tick, held: createHeldTicks(options) });
				noteLatest(worldId, tick);
			}),
		sweep: async () => {
			for (const [worldId, { held }] of worlds) {
				const expired = held.trim(now());
				if (expired.length > 0) await write(worldId, () => removeTicks(worldId, expired));
			}
		},
		onReturn: () => undefined,
		status: () => ({ ready: true, ...(detail === undefined ? {} : { detail }) }),
		close: () => root.close(),
	};
}
