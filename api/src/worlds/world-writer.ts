import type { EventWire, IgnoredWire } from "../../../game/src/shared/wire/index.js";
import { heldByLog } from "../http/held-by-log.js";
import { Refusal } from "../http/refusal.js";
import { applySnapshot, removeSource } from "../snapshots/apply-snapshot.js";
import type { Applied, Peopled } from "../snapshots/apply-snapshot.js";
import type { CanonicalSnapshot } from "../snapshots/canonical.js";
import { judgePayload, silentSources } from "../snapshots/sources.js";
import { isMentioned } from "../log/is-mentioned.js";
import { createWriteQueue } from "../log/write-queue.js";
import { diffWorlds } from "./change-tracker.js";
import type { FullChangeSet } from "./changes.js";
import { entitiesOf, removeUser } from "./remove-user.js";
import { SNAPSHOT_ENTRY, worldTopic } from "./restore-world.js";
import type { RestoreDeps } from "./restore-world.js";
import { createEntryMaker } from "./world-entry.js";
import { commit, dumpMemory, hear } from "./world-memory.js";
import type { Saying, WorldEntry, WorldMemory } from "./world-memory.js";

/** Payloads that may wait for one world: beyond, its log is not keeping up and senders should slow down. */
const MAX_WAITING = 64;

export interface WriterDeps extends RestoreDeps {
	/** Ids for clusters that come without one; never the same twice. */
	readonly newId: () => string;
	/** Ticks from one checkpoint to the next. */
	readonly checkpointEvery: number;
	/** Seconds after which a source that says nothing is taken to be gone. */
	readonly sourceTimeoutSeconds: number;
	/** Called after each tick, when the world's memory shows it. */
	readonly onTick: () => void;
}

/** What became of a payload. */
export interface Ingested {
	/** The world's tick after it. */
	readonly tick: number;
	readonly accepted: { readonly members: number; readonly clusters: number; readonly events: number };
	readonly missingPositions: readonly string[];
	readonly ignored: readonly IgnoredWire[];
	readonly duplicate: boolean;
	/** Ids of its clusters as its sender knows them, or as they were given to those without one. */
	readonly clusterIds: readonly string[];
}

/** The one writer of a world: takes one payload after the other. */
export interface WorldWriter {
	readonly ingest: (snapshot: CanonicalSnapshot) => Promise<Ingested>;
	/** Forgets sources that have been silent too long, and removes what they said. */
	readonly sweep: () => Promise<void>;
	/**
	 * Removes a user, what others' minds tell of them, and the history in which they occur; whether there was
	 * anything. Their servers are asked for full snapshots: a user who is still there is told of anew.
	 */
	readonly erase: (userId: string) => Promise<boolean>;
	/** Resolves when everything that was handed over is done. */
	readonly idle: () => Promise<void>;
}

function sayingOf({ source, place, kind, timestamp }: CanonicalSnapshot, { memberIds }: Applied): Saying {
	const seen = kind === "cluster_update" ? { members: [...new Set(memberIds)] } : {};
	return { timestamp, ...(place ? { source: place } : {}), heard: { source, ...seen } };
}

function unheardEvents({ eventIds }: WorldMemory, events: readonly EventWire[]): EventWire[] {
	const met = new Set<string>();
	return events.filter(({ id }) => {
		if (id === undefined) return true;
		if (eventIds.has(id) || met.has(id)) return false;
		met.add(id);
		return true;
	});
}

function clusterIdsOf({ clusters }: CanonicalSnapshot, given: readonly string[]): string[] {
	return clusters.map(({ id }, index) => id ?? given[index]!);
}

function repeated({ clusters }: CanonicalSnapshot, tick: number): Ingested {
	return {
		tick,
		accepted: { members: 0, clusters: 0, events: 0 },
		missingPositions: [],
		ignored: [],
		duplicate: true,
		clusterIds: clusters.flatMap(({ id }) => id ?? []),
	};
}

export function createWorldWriter(worldId: string, memory: WorldMemory, deps: WriterDeps): WorldWriter {
	const { log, now, newId, report } = deps;
	const topic = worldTopic(worldId);
	const entryOf = createEntryMaker();

	const append = (entry: WorldEntry) =>
		heldByLog(
			log.append(topic, [{ type: SNAPSHOT_ENTRY, data: JSON.stringify(entry) }]),
			"nothing was applied",
		);

	/** Which epoch of a server is the newest must survive a restart, lest a late payload of an older one be taken. */
	const startsEpoch = ({ source }: Saying) =>
		source !== undefined && memory.sources.get(source.serverId)?.epoch !== source.epoch;

	/**
	 * Logs what `peopled` changes, and only then makes it the state. What changes nothing is not logged, unless
	 * it is the first of its epoch.
	 */
	const write = async (peopled: Peopled, fullCast: FullChangeSet, saying: Saying) => {
		if (Object.keys(fullCast).length === 0 && !startsEpoch(saying)) {
			memory.peopled = { state: memory.peopled.state, roster: peopled.roster };
			return hear(memory, saying, now());
		}
		const entry = entryOf(
			{ worldId, tick: memory.tick + 1, ...saying, fullCast },
			{ before: memory.peopled.state.entities, after: peopled.state.entities },
		);
		const cursor = await append(entry);
		commit(memory, entry, { peopled, cursor, now: now() });
		deps.onTick();
	};

	const take = async (snapshot: CanonicalSnapshot): Promise<Ingested> => {
		const verdict = judgePayload(memory.sources.get(snapshot.source), snapshot, snapshot.kind);
		if (verdict === "duplicate") return repeated(snapshot, memory.tick);
		if (verdict === "need_full") {
			throw new Refusal(
				"need_full",
				"Something before this payload is not known here: send a full snapshot.",
				{
					extra: { needFull: true },
				},
			);
		}
		const applied = applySnapshot(memory.peopled, snapshot, newId);
		const events = unheardEvents(memory, snapshot.events);
		const changes = diffWorlds(memory.peopled.state, applied.state);
		const fullCast = events.length > 0 ? { ...changes, events } : changes;
		await write(applied, fullCast, sayingOf(snapshot, applied));
		return {
			tick: memory.tick,
			accepted: {
				members: snapshot.members.size,
				clusters: snapshot.clusters.length,
				events: events.length,
			},
			missingPositions: snapshot.missingPositions,
			ignored: snapshot.ignored,
			duplicate: false,
			clusterIds: clusterIdsOf(snapshot, applied.clusterIds),
		};
	};

	const forgetSilent = async () => {
		const silent = silentSources(memory.sources, now(), deps.sourceTimeoutSeconds);
		if (silent.length === 0) return;
		const left = silent.reduce(removeSource, memory.peopled);
		await write(left, diffWorlds(memory.peopled.state, left.state), { timestamp: now(), silent });
	};

	const checkpoint = async () => {
		await log.checkpoint(topic, { offset: memory.cursor.offset, value: dumpMemory(memory) });
		memory.uncovered = 0;
	};

	const erase = async (userId: string): Promise<boolean> => {
		const users = entitiesOf(userId, memory.peopled.state);
		if (users.length === 0 && !(await isMentioned(log, topic, JSON.stringify(userId)))) return false;
		const left = removeUser(memory.peopled, userId);
		await write(left, diffWorlds(memory.peopled.state, left.state), { timestamp: now() });
		for (const { source } of users) {
			memory.sources.set(source, { seq: 0, replaced: [], timestamp: 0, heardAt: now() });
		}
		memory.latest = undefined;
		const forgetting = checkpoint().then(() => log.forget(topic, memory.cursor.offset));
		await heldByLog(forgetting, "the history is not erased yet");
		return true;
	};

	const checkpointIfDue = async () => {
		if (memory.uncovered < deps.checkpointEvery) return;
		try {
			await checkpoint();
		} catch (error) {
			report("A world could not be put aside; its log stays as long as it is.", { worldId, error });
		}
	};

	const queue = createWriteQueue({
		maxWaiting: MAX_WAITING,
		full: () =>
			new Refusal("unavailable", "Too many payloads of this world are waiting for the log.", {
				retryAfterSeconds: 1,
			}),
		afterEach: checkpointIfDue,
	});

	return {
		ingest: async (snapshot) => queue.add(() => take(snapshot)),
		sweep: async () => queue.add(forgetSilent),
		erase: async (userId) => queue.add(() => erase(userId)),
		idle: queue.idle,
	};
}
