import type { SnapshotWire } from "../../../game/src/shared/wire/index.js";
import { canonical, countingIds } from "../snapshots/test-payloads.js";
import { createFakeLog } from "./fake-log.js";
import type { FakeLog } from "./fake-log.js";
import type { FullState, WorldMemory } from "./world-memory.js";
import { fullStateOf } from "./world-memory.js";
import type { Ingested } from "./world-writer.js";
import { createWorlds } from "./worlds.js";
import type { Worlds, WorldsDeps } from "./worlds.js";

export const WORLD = "town";

export interface TestWorlds {
	readonly log: FakeLog;
	readonly worlds: Worlds;
	/** What was reported. */
	readonly reports: string[];
	readonly clock: { now: number };
	readonly ingest: (body: unknown) => Promise<Ingested>;
	readonly memory: () => Promise<Readonly<WorldMemory>>;
	/** The same worlds as a new process finds them: from `log`, or from another. */
	readonly restart: (log?: FakeLog) => TestWorlds;
}

/** Worlds on a log in memory, with a clock that stands still until it is set. */
export function testWorlds(options: Partial<WorldsDeps> = {}, log = createFakeLog()): TestWorlds {
	const reports: string[] = [];
	const clock = { now: 1_000 };
	const worlds = createWorlds({
		log,
		now: () => clock.now,
		newId: countingIds(),
		report: (message) => void reports.push(message),
		...options,
	});
	return {
		log,
		worlds,
		reports,
		clock,
		ingest: async (body) => worlds.ingest(WORLD, canonical(body)),
		memory: async () => (await worlds.open(WORLD)).memory as Readonly<WorldMemory>,
		restart: (other) => testWorlds(options, other ?? log),
	};
}

function sorted<T extends { readonly id: string }>(records: readonly T[]): T[] {
	return [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A state with its records in the order of their ids, so that two compare. */
export function stateOf({ peopled }: Readonly<WorldMemory>): FullState {
	const full = fullStateOf(peopled.state);
	return {
		...full,
		entities: sorted(full.entities),
		npcs: sorted(full.npcs),
		clusters: sorted(full.clusters),
	};
}

/** All that must be the same after a restart. */
export function remembered(memory: Readonly<WorldMemory>) {
	const { tick, timestamp, cursor, latest, eventIds, tracks, sightings, sources, peopled } = memory;
	return {
		state: stateOf(memory),
		roster: peopled.roster,
		tick,
		timestamp,
		cursor,
		latest,
		eventIds: eventIds.list(),
		tracks: tracks.dump(),
		sightings: Object.fromEntries(
			[...peopled.state.entities.values()].map((entity) => [entity.id, sightings.lastSeen(entity)]),
		),
		sources: [...sources].map(([id, { epoch, seq, replaced }]) => ({ id, epoch, seq, replaced })),
	};
}

/** Answers whether the payload was taken (or had been), or that a full one is needed. */
export async function send(to: TestWorlds, body: SnapshotWire): Promise<"taken" | "need_full"> {
	try {
		await to.ingest(body);
		return "taken";
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "need_full") return "need_full";
		throw error;
	}
}
