import { createMemoryLog } from "../../log/memory-log.js";
import type { Log } from "../../log/log.js";
import { canonical, countingIds, payload } from "../../snapshots/test-payloads.js";
import { fullStateOf } from "../../worlds/world-memory.js";
import type { WorldState } from "../../worlds/world.js";
import { createWorlds } from "../../worlds/worlds.js";
import type { Worlds } from "../../worlds/worlds.js";
import { createMemoryArchive } from "../memory-archive.js";
import { createMemorySnapshots } from "../memory-snapshots.js";
import type { SnapshotStore } from "../snapshot-store.js";
import { startSnapshotManager } from "../snapshot-manager.js";
import type { SnapshotManager, SnapshotManagerOptions } from "../snapshot-manager.js";
import type { WorldArchive } from "../world-archive.js";

export const TOWN = "town";

/** Worlds whose past is kept, and the plain model of one: every state that it was in. */
export interface TestHistory {
	readonly log: Log;
	readonly worlds: Worlds;
	readonly manager: SnapshotManager;
	readonly stores: readonly SnapshotStore[];
	readonly archive: WorldArchive;
	readonly clock: { now: number };
	readonly reports: string[];
	/** The state of the town after each tick since this was made. */
	readonly model: Map<number, WorldState>;
	/** Moves the members of the town, so that it is a tick further. */
	readonly tick: (count?: number) => Promise<void>;
	/** The same as a new process finds it. */
	readonly restart: (options?: Partial<SnapshotManagerOptions>) => Promise<TestHistory>;
}

export function memoryStore(clock: { readonly now: number }, ttlSeconds: number): SnapshotStore {
	return createMemorySnapshots({ ttlSeconds, maxTicks: 10_000, maxBytes: 1e9, now: () => clock.now });
}

const TTL_SECONDS = 600;
const ARCHIVE_EVERY = 10;

export interface TestHistoryOptions extends Partial<
	Omit<SnapshotManagerOptions, "worlds" | "report" | "now">
> {
	readonly clock?: { now: number };
	readonly model?: Map<number, WorldState>;
}

/** Members come and go by the tick, so that each differs from the one before in every way that there is. */
export function payloadOf(tick: number, timestamp: number): object {
	const person = (id: number) => ({
		id: String(id),
		type: id % 2 === 0 ? "player" : "npc",
		position: { x: tick + id, y: 0, z: id },
		location: tick % 5 === 0 ? "Square" : "Market",
		mood: `mood ${tick % 3}`,
	});
	const there = [1, 2, 3, 4, 5].filter((id) => (tick + id) % 4 !== 0);
	return {
		timestamp,
		clusters: [{ id: "c", members: there.slice(0, 2).map((id) => `P${id}`), npcs: 1, players: 1 }],
		humanContext: Object.fromEntries(there.map((id) => [`P${id}`, person(id)])),
	};
}

/** A history on a log in memory, unless other parts are given. */
export async function testHistory(options: TestHistoryOptions = {}): Promise<TestHistory> {
	const { clock = { now: 1_000 }, model = new Map<number, WorldState>(), ...given } = options;
	const reports: string[] = [];
	const now = (): number => clock.now;
	const report = (message: string): void => void reports.push(message);
	const log = given.log ?? createMemoryLog({ clock: now });
	const ttlSeconds = given.ttlSeconds ?? TTL_SECONDS;
	const stores = given.stores ?? [memoryStore(clock, ttlSeconds)];
	const archive = given.archive ?? createMemoryArchive();
	const worlds = createWorlds({ log, now, newId: countingIds(), report });
	const parts = { ...given, log, stores, archive, ttlSeconds };
	const manager = startSnapshotManager({
		archiveEvery: ARCHIVE_EVERY,
		...parts,
		worlds,
		now,
		report,
	});
	for (const world of await worlds.list()) manager.note(world);
	return {
		log,
		worlds,
		manager,
		stores,
		archive,
		clock,
		reports,
		model,
		tick: async (count = 1) => {
			for (let done = 0; done < count; done += 1) {
				const { tick } = (await worlds.open(TOWN)).memory;
				await worlds.ingest(TOWN, canonical(payload(payloadOf(tick + 1, clock.now))));
				const { memory } = await worlds.open(TOWN);
				model.set(memory.tick, memory.peopled.state);
			}
		},
		restart: async (other = {}) => {
			await manager.stop();
			await worlds.close();
			return testHistory({ ...parts, ...other, clock, model });
		},
	};
}

/** A state as text by which two compare: records by id, keys of a record in order. */
export function textOf(state: WorldState): string {
	const inOrder = (value: unknown): unknown =>
		typeof value === "object" && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value;
	const sorted = Object.values(fullStateOf(state)).map((records: readonly { readonly id: string }[]) =>
		[...records].sort((a, b) => (a.id < b.id ? -1 : 1)),
	);
	return JSON.stringify(sorted, (_, value: unknown) => inOrder(value));
}
