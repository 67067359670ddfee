import { rosterOf } from "../snapshots/roster.js";
import type { Peopled } from "../snapshots/apply-snapshot.js";
import { heardSource } from "../snapshots/sources.js";
import type { Source, SourcePlace } from "../snapshots/sources.js";
import type { Cursor } from "../log/cursor.js";
import type { WorldSnapshot } from "./changes.js";
import { createRecentIds } from "./recent-ids.js";
import type { RecentIds } from "./recent-ids.js";
import { createSightings } from "./sightings.js";
import type { DumpedSightings, Sightings } from "./sightings.js";
import { createTracks } from "./tracks.js";
import type { Tracks } from "./tracks.js";
import { EMPTY_WORLD } from "./world.js";
import type { Entity, Mind, WorldCluster, WorldState } from "./world.js";

/** Event ids remembered per world: at a hundred events a second, the last minute and a half of retries. */
const EVENT_IDS = 10_000;

/** Positions kept per member: ten minutes at the ten seconds between two syncs of a game server. */
export const TRACK_POINTS = 64;

/** A tick as the log holds it: what changed, and who said it. */
export interface WorldEntry extends WorldSnapshot {
	/** Place of the payload among its sender's; absent for clients that do not number theirs, and for sweeps. */
	readonly source?: SourcePlace;
	/** Whose members were seen: all of the source, or those named. */
	readonly heard?: Heard;
	/** Sources that were forgotten with this tick. */
	readonly silent?: readonly string[];
}

export interface Heard {
	readonly source: string;
	readonly members?: readonly string[];
}

/** A world's state as JSON. */
export interface FullState {
	readonly entities: readonly Entity[];
	readonly npcs: readonly Mind[];
	readonly clusters: readonly WorldCluster[];
	readonly resources: readonly { readonly id: string }[];
	readonly buildings: readonly { readonly id: string }[];
}

/** All that the writer of a world knows. It alone changes it, between two steps of its queue. */
export interface WorldMemory {
	peopled: Peopled;
	tick: number;
	/** Unix seconds of the last tick. */
	timestamp: number;
	/** Place in the log up to which `peopled` holds everything. */
	cursor: Cursor;
	latest: WorldSnapshot | undefined;
	sources: Map<string, Source>;
	/** Ticks since the last checkpoint. */
	uncovered: number;
	readonly eventIds: RecentIds;
	readonly tracks: Tracks;
	readonly sightings: Sightings;
}

interface WorldCheckpoint {
	readonly tick: number;
	readonly timestamp: number;
	readonly state: FullState;
	readonly latest?: WorldSnapshot;
	readonly sources: readonly (readonly [string, Source])[];
	readonly eventIds: readonly string[];
	readonly tracks: Readonly<Record<string, string>>;
	readonly sightings: DumpedSightings;
}

export function fullStateOf(state: WorldState): FullState {
	return {
		entities: [...state.entities.values()],
		npcs: [...state.npcs.values()],
		clusters: [...state.clusters.values()],
		resources: [...state.resources.values()],
		buildings: [...state.buildings.values()],
	};
}

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
	return new Map(records.map((record) => [record.id, record]));
}

function stateOf(full: FullState): WorldState {
	return {
		entities: byId(full.entities),
		npcs: byId(full.npcs),
		clusters: byId(full.clusters),
		resources: byId(full.resources),
		buildings: byId(full.buildings),
	};
}

/** The state that a `FullState` tells of, as JSON text. */
export function parseFullState(text: string): WorldState {
	return stateOf(JSON.parse(text) as FullState);
}

export function peopledBy(state: WorldState): Peopled {
	return { state, roster: rosterOf(state.entities) };
}

/** A world of which nothing has been told. */
export function emptyMemory(cursor: Cursor): WorldMemory {
	return {
		peopled: peopledBy(EMPTY_WORLD),
		tick: 0,
		timestamp: 0,
		cursor,
		latest: undefined,
		sources: new Map(),
		uncovered: 0,
		eventIds: createRecentIds(EVENT_IDS),
		tracks: createTracks(TRACK_POINTS),
		sightings: createSightings(),
	};
}

/** Text from which `loadMemory` makes the same memory again. */
export function dumpMemory(memory: WorldMemory): string {
	const checkpoint: WorldCheckpoint = {
		tick: memory.tick,
		timestamp: memory.timestamp,
		state: fullStateOf(memory.peopled.state),
		...(memory.latest ? { latest: memory.latest } : {}),
		sources: [...memory.sources],
		eventIds: memory.eventIds.list(),
		tracks: memory.tracks.dump(),
		sightings: memory.sightings.dump(),
	};
	return JSON.stringify(checkpoint);
}

export function loadMemory(text: string, cursor: Cursor): WorldMemory {
	const checkpoint = JSON.parse(text) as WorldCheckpoint;
	const tracks = createTracks(TRACK_POINTS);
	tracks.load(checkpoint.tracks);
	return {
		peopled: peopledBy(stateOf(checkpoint.state)),
		tick: checkpoint.tick,
		timestamp: checkpoint.timestamp,
		cursor,
		latest: checkpoint.latest,
		sources: new Map(checkpoint.sources),
		uncovered: 0,
		eventIds: createRecentIds(EVENT_IDS, checkpoint.eventIds),
		tracks,
		sightings: createSightings(checkpoint.sightings),
	};
}

/** What of an entry is known whether or not the tick changed anything. */
export type Saying = Pick<WorldEntry, "source" | "heard" | "silent" | "timestamp">;

/** Takes note of who spoke and who has fallen silent. */
export function hear(memory: WorldMemory, { source, heard, silent, timestamp }: Saying, now: number): void {
	for (const id of silent ?? []) {
		memory.sources.delete(id);
		memory.sightings.forgetSource(id);
	}
	if (!heard) return;
	const before = memory.sources.get(heard.source);
	memory.sources.set(heard.source, heardSource(before, { place: source, timestamp }, now));
	if (heard.members) for (const id of heard.members) memory.sightings.member(id, timestamp);
	else memory.sightings.source(heard.source, timestamp);
}

function follow({ tracks, sightings, eventIds }: WorldMemory, entry: WorldEntry): void {
	const { entityCreated = [], entityMoved = [], entityRemoved = [] } = entry.limitedCast;
	for (const id of entityRemoved) {
		tracks.drop(id);
		sightings.forgetMember(id);
	}
	for (const { id, position } of [...entityCreated, ...entityMoved]) {
		if (position) tracks.add(id, entry.timestamp, position);
	}
	for (const { id } of entry.fullCast.events ?? []) if (id !== undefined) eventIds.add(id);
}

/** The memory after an entry that the log holds at `cursor` and that led to `peopled`. */
export function commit(
	memory: WorldMemory,
	entry: WorldEntry,
	after: { readonly peopled: Peopled; readonly cursor: Cursor; readonly now: number },
): void {
	const { worldId, tick, timestamp, fullCast, limitedCast } = entry;
	memory.peopled = after.peopled;
	memory.cursor = after.cursor;
	memory.tick = tick;
	memory.timestamp = timestamp;
	memory.latest = { worldId, tick, timestamp, fullCast, limitedCast };
	memory.uncovered += 1;
	follow(memory, entry);
	hear(memory, entry, after.now);
}
