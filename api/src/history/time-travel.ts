import { diffWorlds } from "../worlds/change-tracker.js";
import type { FullChangeSet } from "../worlds/changes.js";
import { parseFullState } from "../worlds/world-memory.js";
import { EMPTY_WORLD } from "../worlds/world.js";
import type { World } from "../worlds/worlds.js";
import type { Archives } from "./archives.js";
import { MAX_VERSIONS, PAST_STATES, TICKS_A_BATCH } from "./history-limits.js";
import { walkTo } from "./past-states.js";
import type { PastState } from "./past-states.js";
import { parseStored } from "./stored-snapshot.js";
import type { TickReader } from "./tick-reader.js";
import { createWorldHistory } from "./world-history.js";
import type { HeldTick, WorldHistory } from "./world-history.js";

export interface TimeTravelOptions {
	readonly reader: TickReader;
	readonly archives: Archives;
	/** Forms of records that a world's history holds in memory. */
	readonly maxVersions?: number;
	/** Says in the service's own log what its keepers should know. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Worlds at ticks of the past: from memory, else from change sets that are held, else from archived states. */
export interface TimeTravel {
	/** A world shows a new tick. */
	readonly note: (world: World) => void;
	/** The world at a tick; undefined where it is not held, or not reached yet. Tick 0 is before everything. */
	readonly stateAt: (world: World, tick: number) => Promise<PastState | undefined>;
	/** What leads from one tick to another; undefined where one of them is not held. */
	readonly diff: (world: World, from: number, to: number) => Promise<Diff | undefined>;
	/** The tick from which on all up to the newest can be told; undefined where the world has none. */
	readonly oldest: (world: World) => Promise<HeldTick | undefined>;
	/** Lets go of everything that is held in memory of any world. */
	readonly forget: () => void;
}

/** What leads to a state. */
export interface Diff {
	readonly changes: FullChangeSet;
	readonly after: PastState;
}

interface Known {
	history: WorldHistory;
	/** Worked out outside of it, the newest last. */
	readonly past: PastState[];
}

/** A tick to be reached, and the one from which on all are held. */
interface Target {
	readonly tick: number;
	readonly oldest: number;
}

function now({ memory }: World): PastState {
	return { tick: memory.tick, timestamp: memory.timestamp, state: memory.peopled.state };
}

export function createTimeTravel(options: TimeTravelOptions): TimeTravel {
	const { reader, archives, maxVersions = MAX_VERSIONS, report } = options;
	const worlds = new Map<string, Known>();

	const begin = (world: World): Known => {
		const at = now(world);
		const known = { history: createWorldHistory(at, at.state, maxVersions), past: [] };
		// Reading makes no worlds: anybody may ask for any id.
		if (at.tick > 0) worlds.set(world.id, known);
		return known;
	};

	/** What is known of a world, brought up to where it is; begun anew where ticks between are missing. */
	const follow = (world: World): Known => {
		const known = worlds.get(world.id);
		if (!known) return begin(world);
		const { tick, latest, peopled } = world.memory;
		if (known.history.newest().tick === tick) return known;
		return latest?.tick === tick && known.history.add(latest, peopled.state) ? known : begin(world);
	};

	/** As far back as change sets and room allow, up to `tick`. */
	const extend = async (world: World, { history }: Known, tick: number): Promise<void> => {
		for (;;) {
			const oldest = history.oldest().tick;
			if (oldest <= tick) return;
			const ticks = await reader.range(world, Math.max(tick, oldest - TICKS_A_BATCH), oldest);
			if (!ticks) return;
			// Somebody else may have extended it meanwhile.
			if (history.oldest().tick !== oldest) continue;
			const snapshots = ticks.map(({ data }) => parseStored(data));
			for (let index = snapshots.length - 1; index > 0; index -= 1) {
				if (!history.extend(snapshots[index - 1]!, snapshots[index]!.fullCast)) return;
			}
		}
	};

	const keep = (world: World, known: Known, state: PastState): PastState => {
		// Not where everything was forgotten meanwhile.
		if (worlds.get(world.id) !== known) return state;
		known.past.push(state);
		if (known.past.length > PAST_STATES) known.past.shift();
		return state;
	};

	/** From the nearest state that is known, among those from which on all ticks are held. */
	const walkFromKnown = async (world: World, { history, past }: Known, { tick, oldest }: Target) => {
		const { tick: first, timestamp } = history.oldest();
		const anchors = [...past, { tick: first, timestamp, state: history.stateAt(first)! }];
		const usable = anchors.filter((anchor) => anchor.tick >= oldest - 1);
		const distance = (anchor: PastState): number => Math.abs(anchor.tick - tick);
		const from = usable.reduce((best, anchor) => (distance(anchor) < distance(best) ? anchor : best));
		return walkTo(reader, world, { from, tick });
	};

	const walkFromArchive = async (world: World, tick: number): Promise<PastState | undefined> => {
		const archived = await archives.newestUpTo(world.id, tick);
		if (!archived) return undefined;
		const state = parseFullState(archived.state);
		return walkTo(reader, world, { from: { ...archived, state }, tick });
	};

	const findPast = async (world: World, known: Known, tick: number): Promise<PastState | undefined> => {
		const kept = known.past.find((state) => state.tick === tick);
		if (kept) return kept;
		const oldest = await reader.oldest(world);
		if (oldest !== undefined && oldest <= tick) {
			await extend(world, known, tick);
			const state = known.history.stateAt(tick);
			if (state) return { tick, timestamp: known.history.timestampOf(tick)!, state };
			const walked = await walkFromKnown(world, known, { tick, oldest });
			if (walked) return keep(world, known, walked);
		}
		const restored = await walkFromArchive(world, tick);
		return restored && keep(world, known, restored);
	};

	const stateAt = async (world: World, tick: number): Promise<PastState | undefined> => {
		if (tick === 0) return { tick, timestamp: 0, state: EMPTY_WORLD };
		if (tick > world.memory.tick) return undefined;
		const known = follow(world);
		const state = known.history.stateAt(tick);
		if (state) return { tick, timestamp: known.history.timestampOf(tick)!, state };
		try {
			return await findPast(world, known, tick);
		} catch (error) {
			// Ticks that do not follow from one another are as good as none; what is held of them is not believed.
			report("Ticks of a world do not follow from one another.", { worldId: world.id, tick, error });
			worlds.delete(world.id);
			return undefined;
		}
	};

	return {
		note: (world) => void follow(world),
		stateAt,
		diff: async (world, from, to) => {
			const before = await stateAt(world, from);
			const after = before && (await stateAt(world, to));
			return after && { changes: diffWorlds(before.state, after.state), after };
		},
		oldest: async (world) => {
			if (world.memory.tick === 0) return undefined;
			const inMemory = follow(world).history.oldest();
			const held = await reader.oldest(world);
			if (held === undefined || held >= inMemory.tick) return inMemory;
			const [first] = (await reader.range(world, held, held)) ?? [];
			return first ? { tick: held, timestamp: parseStored(first.data).timestamp } : inMemory;
		},
		forget: () => worlds.clear(),
	};
}
