import { Refusal } from "../http/refusal.js";
import { createNameIndex } from "../log/name-index.js";
import type { CanonicalSnapshot } from "../snapshots/canonical.js";
import { restoreWorld, worldTopic } from "./restore-world.js";
import { emptyMemory } from "./world-memory.js";
import type { WorldMemory } from "./world-memory.js";
import { createWorldWriter } from "./world-writer.js";
import type { Ingested, WorldWriter, WriterDeps } from "./world-writer.js";

/** Seconds of silence after which a server is taken to be gone: twelve of its syncs. */
const SOURCE_TIMEOUT_SECONDS = 120;
const CHECKPOINT_EVERY_TICKS = 100;

export type WorldsDeps = Pick<WriterDeps, "log" | "now" | "newId" | "report"> &
	Partial<Pick<WriterDeps, "checkpointEvery" | "sourceTimeoutSeconds">>;

/** A world to read. Each look sees one whole tick; what was looked at stays as it was. */
export interface World {
	readonly id: string;
	readonly memory: Readonly<Omit<WorldMemory, "uncovered" | "eventIds" | "sources">>;
}

/** All worlds of this service. The log is the truth: a world in memory is what its entries have led to. */
export interface Worlds {
	/**
	 * Applies a payload whole or not at all, and answers when the log holds what it changed.
	 *
	 * @throws Refusal `need_full`, `invalid`, or `unavailable` where the log cannot be written to
	 */
	readonly ingest: (worldId: string, snapshot: CanonicalSnapshot) => Promise<Ingested>;
	/** A world by its id; one that nobody has told of is empty. */
	readonly open: (worldId: string) => Promise<World>;
	/** Every world that was ever told of. */
	readonly list: () => Promise<readonly World[]>;
	/** Calls `listener` after each tick of a world, when its memory shows it; it must not throw. Returns the stop. */
	readonly onTick: (listener: (world: World) => void) => () => void;
	/** Removes what sources said that have been silent too long; to be called now and then. */
	readonly sweep: () => Promise<void>;
	/**
	 * Erases a user from every world; the ids of those in which they occurred.
	 *
	 * @throws Refusal `unavailable` where the log cannot be written to
	 */
	readonly eraseUser: (userId: string) => Promise<readonly string[]>;
	/** Finishes what was handed over; later payloads are refused. */
	readonly close: () => Promise<void>;
}

interface Opened {
	readonly world: World;
	readonly writer: WorldWriter;
}

export function createWorlds(given: WorldsDeps): Worlds {
	const deps = {
		checkpointEvery: CHECKPOINT_EVERY_TICKS,
		sourceTimeoutSeconds: SOURCE_TIMEOUT_SECONDS,
		...given,
	};
	const { log } = deps;
	const index = createNameIndex(log, { topic: "worlds" });
	const opened = new Map<string, Promise<Opened>>();
	const listed = new Set<string>();
	const listeners = new Set<(world: World) => void>();
	let closed = false;

	const restore = async (id: string): Promise<Opened> => {
		const world = { id, memory: await restoreWorld(id, deps) };
		const onTick = (): void => listeners.forEach((listener) => listener(world));
		return { world, writer: createWorldWriter(id, world.memory, { ...deps, onTick }) };
	};
	const openToWrite = (id: string): Promise<Opened> => {
		let world = opened.get(id);
		if (!world) {
			world = restore(id);
			opened.set(id, world);
			// What failed is tried again by the next who asks.
			world.catch(() => opened.delete(id));
		}
		return world;
	};
	/** Reading makes no worlds: anybody may ask for any id. */
	const open = async (id: string): Promise<World> => {
		const known = opened.get(id);
		if (known) return (await known).world;
		const topic = worldTopic(id);
		const head = await log.head(topic);
		if (head.offset === 0 && !(await log.latestCheckpoint(topic)) && !opened.has(id)) {
			return { id, memory: emptyMemory(head) };
		}
		return (await openToWrite(id)).world;
	};
	const writers = async () => (await Promise.all(opened.values())).map(({ writer }) => writer);

	return {
		ingest: async (id, snapshot) => {
			if (closed)
				throw new Refusal("unavailable", "This service is shutting down.", { retryAfterSeconds: 1 });
			const { writer } = await openToWrite(id);
			const ingested = await writer.ingest(snapshot);
			if (!listed.has(id)) {
				await index.add(id);
				listed.add(id);
			}
			return ingested;
		},
		open,
		list: async () => Promise.all((await index.list()).map(open)),
		onTick: (given) => {
			// Wrapped, so that one listener that is handed over twice is two.
			const listener = (world: World): void => given(world);
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		sweep: async () => {
			for (const writer of await writers()) await writer.sweep();
		},
		eraseUser: async (userId) => {
			const erased: string[] = [];
			for (const id of await index.list()) {
				const { writer } = await openToWrite(id);
				if (await writer.erase(userId)) erased.push(id);
			}
			return erased;
		},
		close: async () => {
			closed = true;
			await Promise.all((await writers()).map((writer) => writer.idle()));
		},
	};
}
