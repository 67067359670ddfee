import type { Cursor } from "../log/cursor.js";
import { Refusal } from "../http/refusal.js";
import { openFoldedTopic } from "../log/folded-topic.js";
import type { FoldedTopic, FoldedTopicDeps } from "../log/folded-topic.js";
import { createNameIndex } from "../log/name-index.js";
import { beginningOf } from "../log/restore-topic.js";
import type { CanonicalSnapshot } from "../snapshots/canonical.js";
import { createWorldFold, worldTopic } from "./restore-world.js";
import type { WorldTopicEntry } from "./restore-world.js";
import { emptyMemory, memoryOf } from "./world-memory.js";
import type { ArchivedWorld, WorldMemory } from "./world-memory.js";
import { createWorldWriter } from "./world-writer.js";
import type { Ingested, WorldWriter, WriterDeps } from "./world-writer.js";

/** Seconds of silence after which a server is taken to be gone: twelve of its syncs. */
const SOURCE_TIMEOUT_SECONDS = 120;
const CHECKPOINT_EVERY_TICKS = 100;

/** Payloads that may wait for one world: beyond, its log is not keeping up and senders should slow down. */
const MAX_WAITING = 64;

export interface WorldsDeps extends FoldedTopicDeps, Omit<WriterDeps, "sourceTimeoutSeconds"> {
	readonly sourceTimeoutSeconds?: number;
	/**
	 * The newest archived state of a world that the log does not know at all, where there is one: the world goes on from
	 * it, above its tick, and asks its servers for full snapshots. Asked whenever such a world is read or written to;
	 * where it rejects, so does whatever opened the world, and the next who opens it asks again.
	 */
	readonly restoreLost?: (worldId: string) => Promise<ArchivedWorld | undefined>;
}

/** A world to read. Each look sees one whole tick; what was looked at stays as it was. */
export interface World {
	readonly id: string;
	readonly memory: Readonly<Omit<WorldMemory, "eventIds" | "sources">>;
}

/**
 * All worlds of this service. The log is the truth: a world in memory is what its entries have led to, whichever
 * process wrote them.
 */
export interface Worlds {
	/**
	 * Applies a payload whole or not at all, and answers when the log holds what it changed.
	 *
	 * @throws Refusal `need_full`, `invalid`, or `unavailable` where the log cannot be written to
	 */
	readonly ingest: (worldId: string, snapshot: CanonicalSnapshot) => Promise<Ingested>;
	/**
	 * A world by its id, as it is now; one that nobody has told of is empty. Where the log cannot be read, a world that
	 * is in memory is answered as it was last.
	 */
	readonly open: (worldId: string) => Promise<World>;
	/** Every world that was ever told of. */
	readonly list: () => Promise<readonly World[]>;
	/**
	 * Calls `listener` after each tick of a world, whoever made it, when the world's memory shows it, and where the world
	 * had to be brought back as a whole; it must not throw. Returns the stop.
	 */
	readonly onTick: (listener: (world: World) => void) => () => void;
	/** Removes what sources said that have been silent too long; to be called now and then. */
	readonly sweep: () => Promise<void>;
	/**
	 * Erases a user from every world; the ids of those in which they occurred.
	 *
	 * @throws Refusal `unavailable` where the log cannot be written to
	 */
	readonly eraseUser: (userId: string) => Promise<readonly string[]>;
	/** Finishes what was handed over, and follows the log no more; later payloads are refused. */
	readonly close: () => Promise<void>;
}

interface Opened {
	readonly world: World;
	readonly topic: FoldedTopic<WorldMemory, WorldTopicEntry>;
	readonly writer: WorldWriter;
}

export function createWorlds(given: WorldsDeps): Worlds {
	const deps = {
		checkpointEvery: CHECKPOINT_EVERY_TICKS,
		sourceTimeoutSeconds: SOURCE_TIMEOUT_SECONDS,
		...given,
	};
	const { log, now, restoreLost } = deps;
	const index = createNameIndex({ ...deps, topic: "worlds" });
	const opened = new Map<string, Promise<Opened>>();
	const listed = new Set<string>();
	const listeners = new Set<(world: World) => void>();
	let closed = false;

	const restore = async (id: string): Promise<Opened> => {
		let isBack = false;
		const topic = await openFoldedTopic(worldTopic(id), createWorldFold(id, now), {
			...deps,
			maxWaiting: MAX_WAITING,
			// Nobody has the world before it is brought back.
			onFold: () => {
				if (isBack) listeners.forEach((listener) => listener(world));
			},
			restoreLost: async () => {
				const archived = await restoreLost?.(id);
				return archived && memoryOf(archived, now());
			},
		});
		const world: World = {
			id,
			get memory() {
				return topic.state;
			},
		};
		isBack = true;
		return { world, topic, writer: createWorldWriter(id, topic, deps) };
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
	/** Where a world begins that nobody has told of, as nothing that could be told since was. */
	const unbegun = async (id: string): Promise<Cursor | undefined> => {
		const beginning = await beginningOf(log, worldTopic(id));
		return beginning && (await restoreLost?.(id)) === undefined ? beginning : undefined;
	};
	/** Reading makes no worlds: anybody may ask for any id. */
	const open = async (id: string): Promise<World> => {
		const beginning = opened.has(id) ? undefined : await unbegun(id);
		if (beginning && !opened.has(id)) return { id, memory: emptyMemory(beginning) };
		const { world, topic } = await openToWrite(id);
		await topic.refresh();
		return world;
	};
	const list = async (): Promise<World[]> => Promise.all((await index.list()).map(open));
	/** Those that cannot be brought back are left out: whoever asked for them was told. */
	const held = async (): Promise<Opened[]> => {
		const all = await Promise.allSettled(opened.values());
		return all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
	};

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
		list,
		onTick: (given) => {
			// Wrapped, so that one listener that is handed over twice is two.
			const listener = (world: World): void => given(world);
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		sweep: async () => {
			// Those too that another process brought up, which may be gone.
			await list();
			for (const { writer } of await held()) await writer.sweep();
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
			index.stop();
			for (const { topic } of await held()) {
				await topic.idle();
				topic.stop();
			}
		},
	};
}
