import type { EventWire, IgnoredWire } from "../../../game/src/shared/wire/index.js";
import { Refusal } from "../http/refusal.js";
import type { Plan } from "../log/fold.js";
import { applySnapshot, removeSource } from "../snapshots/apply-snapshot.js";
import type { Applied, Peopled } from "../snapshots/apply-snapshot.js";
import type { CanonicalSnapshot } from "../snapshots/canonical.js";
import { judgePayload, silentSources } from "../snapshots/sources.js";
import { diffWorlds } from "./change-tracker.js";
import type { FullChangeSet } from "./changes.js";
import { entitiesOf, removeUser } from "./remove-user.js";
import { SNAPSHOT_ENTRY } from "./restore-world.js";
import type { WorldTopicEntry } from "./restore-world.js";
import type { EntryMaker } from "./world-entry.js";
import type { Saying, WorldMemory } from "./world-memory.js";

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

export interface Planning {
	readonly worldId: string;
	/** Whether other processes write to the world too: what they must know is logged even where nothing changes. */
	readonly isShared: boolean;
	readonly entryOf: EntryMaker;
}

type Known = Readonly<WorldMemory>;
type WorldPlan<T> = Plan<WorldTopicEntry, T>;

/** What a tick leads to, and what it is made of. */
interface Step {
	readonly peopled: Peopled;
	readonly fullCast: FullChangeSet;
	readonly saying: Saying;
}

/** Which epoch of a server is the newest must survive a restart, lest a late payload of an older one be taken. */
function startsEpoch({ sources }: Known, { source }: Saying): boolean {
	return source !== undefined && sources.get(source.serverId)?.epoch !== source.epoch;
}

/**
 * A tick, where there is anything to tell. What changes nothing is not logged, unless it is the first of its epoch or
 * other processes have to know of it: which number came last, and that its sender is there.
 */
function planTick(memory: Known, { peopled, fullCast, saying }: Step, planning: Planning): WorldPlan<number> {
	if (Object.keys(fullCast).length === 0 && !planning.isShared && !startsEpoch(memory, saying)) {
		return { entries: [], unlogged: [{ type: "heard", data: saying }], result: memory.tick };
	}
	const data = planning.entryOf(
		{ worldId: planning.worldId, tick: memory.tick + 1, ...saying, fullCast },
		{ before: memory.peopled.state.entities, after: peopled.state.entities },
	);
	return { entries: [{ type: SNAPSHOT_ENTRY, data, leadsTo: peopled }], result: data.tick };
}

function sayingOf({ source, place, kind, timestamp }: CanonicalSnapshot, { memberIds }: Applied): Saying {
	const seen = kind === "cluster_update" ? { members: [...new Set(memberIds)] } : {};
	return { timestamp, ...(place ? { source: place } : {}), heard: { source, ...seen } };
}

function unheardEvents({ eventIds }: Known, events: readonly EventWire[]): EventWire[] {
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

/**
 * Takes a payload whole, or knows it from before.
 *
 * @param newId makes ids for clusters that come without one
 * @throws Refusal `need_full` where something before it never came, `invalid` where it contradicts itself
 */
export function planPayload(
	memory: Known,
	snapshot: CanonicalSnapshot,
	{ newId, ...planning }: Planning & { readonly newId: () => string },
): WorldPlan<Ingested> {
	const verdict = judgePayload(memory.sources.get(snapshot.source), snapshot, snapshot.kind);
	if (verdict === "duplicate") return { entries: [], result: repeated(snapshot, memory.tick) };
	if (verdict === "need_full") {
		throw new Refusal("need_full", "Something before this payload is not known here: send a full snapshot.", {
			extra: { needFull: true },
		});
	}
	const applied = applySnapshot(memory.peopled, snapshot, newId);
	const events = unheardEvents(memory, snapshot.events);
	const changes = diffWorlds(memory.peopled.state, applied.state);
	const fullCast = events.length > 0 ? { ...changes, events } : changes;
	const step = { peopled: applied, fullCast, saying: sayingOf(snapshot, applied) };
	const { result: tick, ...plan } = planTick(memory, step, planning);
	return {
		...plan,
		result: {
			tick,
			accepted: {
				members: snapshot.members.size,
				clusters: snapshot.clusters.length,
				events: events.length,
			},
			missingPositions: snapshot.missingPositions,
			ignored: snapshot.ignored,
			duplicate: false,
			clusterIds: clusterIdsOf(snapshot, applied.clusterIds),
		},
	};
}

export interface Silence extends Planning {
	/** Unix seconds. */
	readonly now: number;
	/** Seconds after which a source that says nothing is taken to be gone. */
	readonly timeoutSeconds: number;
}

/** Forgets sources that have been silent too long, and removes what they said. */
export function planSilence(memory: Known, { now, timeoutSeconds, ...planning }: Silence): WorldPlan<number> {
	const silent = silentSources(memory.sources, now, timeoutSeconds);
	if (silent.length === 0) return { entries: [], result: memory.tick };
	const peopled = silent.reduce(removeSource, memory.peopled);
	const fullCast = diffWorlds(memory.peopled.state, peopled.state);
	return planTick(memory, { peopled, fullCast, saying: { timestamp: now, silent } }, planning);
}

/**
 * Removes a user and what others' minds tell of them. Their servers are asked for full snapshots: a user who is still
 * there is told of anew.
 */
export function planErasure(
	memory: Known,
	userId: string,
	{ now, ...planning }: Planning & { readonly now: number },
): WorldPlan<number> {
	const peopled = removeUser(memory.peopled, userId);
	const fullCast = diffWorlds(memory.peopled.state, peopled.state);
	const erasedFrom = entitiesOf(userId, memory.peopled.state).map(({ source }) => source);
	return planTick(memory, { peopled, fullCast, saying: { timestamp: now, erasedFrom } }, planning);
}
