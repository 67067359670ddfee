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
	/** A user was erased with this tick: these sources are asked for everything again, and nobody holds what was. */
	readonly erasedFrom?: readonly string[];
	/** What the visible entities sum up to after the tick; with every `CHECKSUM_EVERY_TICKS`th. */
	readonly checksum?: number;
	/** Base64 of the moves of `limitedCast`, packed; where there are any. Entries of before have none. */
	readonly packed?: string;
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

/** The roster is made when it is first asked for: nobody asks while entries are read one after the other. */
export function peopledBy(state: WorldState): Peopled {
	let roster: Peopled["roster"] | undefined;
	return {
		state,
		get roster() {
			return (roster ??= rosterOf(state.entities));
		},
	};
}

/** What is left of a world of which something was lost: every source has to tell everything again. */
export function askAll(memory: WorldMemory, now: number): void {
	const sources = [...memory.peopled.state.entities.values()].map(({ source }) => source);
	memory.sources = new Map(sources.map((source) => [source, askedAt(now)]));
}

function askedAt(now: number): Source {
	return { seq: 0, replaced: [], timestamp: 0, heardAt: now };
}

/** Of a memory that has not been given its place yet. */
const NOWHERE: Cursor = { epoch: "", offset: 0 };

/** A world of which nothing has been told. */
export function emptyMemory(cursor = NOWHERE): WorldMemory {
	return {
		peopled: peopledBy(EMPTY_WORLD),
		tick: 0,
		timestamp: 0,
		cursor,
		latest: undefined,
		sources: new Map(),
		eventIds: createRecentIds(EVENT_IDS),
		tracks: createTracks(TRACK_POINTS),
		sightings: createSightings(),
	};
}

/** A world as it was archived. */
export interface ArchivedWorld {
	readonly tick: number;
	/** Unix seconds of the tick. */
	readonly timestamp: number;
	/** JSON text of a `FullState`. */
	readonly state: string;
}

/** The world goes on from what was archived; its sources have to tell the rest. `now` is in unix seconds. */
export function memoryOf({ tick, timestamp, state }: ArchivedWorld, now: number): WorldMemory {
	const peopled = peopledBy(stateOf(JSON.parse(state) as FullState));
	const memory = { ...emptyMemory(), peopled, tick, timestamp };
	askAll(memory, now);
	return memory;
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

/** @param now Unix seconds: from then on sources are silent, since nobody heard them while the world was put aside */
export function loadMemory(text: string, now: number): WorldMemory {
	const checkpoint = JSON.parse(text) as WorldCheckpoint;
	const tracks = createTracks(TRACK_POINTS);
	tracks.load(checkpoint.tracks);
	return {
		peopled: peopledBy(stateOf(checkpoint.state)),
		tick: checkpoint.tick,
		timestamp: checkpoint.timestamp,
		cursor: NOWHERE,
		latest: checkpoint.latest,
		sources: new Map(checkpoint.sources.map(([id, source]) => [id, { ...source, heardAt: now }])),
		eventIds: createRecentIds(EVENT_IDS, checkpoint.eventIds),
		tracks,
		sightings: createSightings(checkpoint.sightings),
	};
}

/** What of an entry is known whether or not the tick changed anything. */
export type Saying = Pick<WorldEntry, "source" | "heard" | "silent" | "erasedFrom" | "timestamp">;

/** Takes note of who spoke and who has fallen silent. */
export function hear(memory: WorldMemory, saying: Saying, now: number): void {
	const { source, heard, silent, erasedFrom, timestamp } = saying;
	for (const id of silent ?? []) {
		memory.sources.delete(id);
		memory.sightings.forgetSource(id);
	}
	for (const id of erasedFrom ?? []) memory.sources.set(id, askedAt(now));
	if (erasedFrom) memory.latest = undefined;
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

/** The memory after an entry that the log holds and that led to `peopled`. */
export function commit(
	memory: WorldMemory,
	entry: WorldEntry,
	{ peopled, now }: { readonly peopled: Peopled; readonly now: number },
): void {
	const { worldId, tick, timestamp, fullCast, limitedCast } = entry;
	memory.peopled = peopled;
	memory.tick = tick;
	memory.timestamp = timestamp;
	memory.latest = { worldId, tick, timestamp, fullCast, limitedCast };
	follow(memory, entry);
	hear(memory, entry, now);
}
