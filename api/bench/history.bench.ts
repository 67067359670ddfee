import { pathToFileURL } from "node:url";
import { MAX_VERSIONS } from "../src/history/history-limits.js";
import { seededRandom } from "../src/wording/random.js";
import { createWorldHistory } from "../src/history/world-history.js";
import { diffWorlds } from "../src/worlds/change-tracker.js";
import { fullStateOf, parseFullState } from "../src/worlds/world-memory.js";
import { EMPTY_WORLD } from "../src/worlds/world.js";
import type { Entity, Mind, WorldState } from "../src/worlds/world.js";
import { quantile, ratioWithin, reportBench, type BenchResult } from "./bench-result.js";

const MEMBERS = 5_000;
/** A busy place: a fifth of all members moves between two ticks. */
const MOVED = 1_000;
const TICKS = 600;
const LOOKS = 400;

/** A look at any tick may take this long at the 99th percentile. */
const TARGET_MS = 5;

/** It may cost at most this part of reading the same state from its archived text. */
const TARGET_OF_PARSE = 0.5;

const random = seededRandom("1");
const below = (end: number): number => Math.floor(random() * end);

function firstWorld(): WorldState {
	const entities = new Map<string, Entity>();
	const npcs = new Map<string, Mind>();
	for (let index = 0; index < MEMBERS; index += 1) {
		const id = `member-${index}`;
		const position = { x: random() * 1_000, y: 0, z: random() * 1_000 };
		entities.set(id, { id, key: id, name: id, type: "npc", source: "s", location: "Market", position });
		npcs.set(id, { id, relationships: [], recentInteractions: [] });
	}
	return { ...EMPTY_WORLD, entities, npcs };
}

function moved(state: WorldState): WorldState {
	const entities = new Map(state.entities);
	for (let move = 0; move < MOVED; move += 1) {
		const entity = entities.get(`member-${below(MEMBERS)}`)!;
		const position = { x: random() * 1_000, y: 0, z: random() * 1_000 };
		entities.set(entity.id, { ...entity, position });
	}
	return { ...state, entities };
}

function heapBytes(): number {
	globalThis.gc?.();
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

/** Milliseconds of this process's own time, so that others who are busy count for nothing. */
function timed(work: () => unknown): number {
	const start = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1_000;
}

/** The state at, and the difference of, random ticks of a history that is as full as it gets. */
export function run(): BenchResult {
	let state = firstWorld();
	const before = heapBytes();
	const history = createWorldHistory({ tick: 0, timestamp: 0 }, state, MAX_VERSIONS);
	const adds: number[] = [];
	for (let tick = 1; tick <= TICKS; tick += 1) {
		const after = moved(state);
		const fullCast = diffWorlds(state, after);
		adds.push(timed(() => history.add({ tick, timestamp: tick, fullCast }, after)));
		state = after;
	}
	const bytes = heapBytes() - before;
	const oldest = history.oldest().tick;
	const someTick = (): number => oldest + below(TICKS - oldest + 1);

	const text = JSON.stringify(fullStateOf(state));
	const states: number[] = [];
	const diffs: number[] = [];
	const parses: number[] = [];
	for (let look = 0; look < LOOKS; look += 1) {
		const [at, from, to] = [someTick(), someTick(), someTick()];
		states.push(timed(() => history.stateAt(at)));
		diffs.push(timed(() => history.diff(from, to)));
	}
	for (let look = 0; look < LOOKS; look += 1) parses.push(timed(() => parseFullState(text)));
	const stateMs = quantile(states, 0.5);
	return {
		name: "history",
		figures: {
			state_p50_ms: stateMs,
			state_p99_ms: quantile(states, 0.99),
			diff_p50_ms: quantile(diffs, 0.5),
			diff_p99_ms: quantile(diffs, 0.99),
			add_p50_ms: quantile(adds, 0.5),
			parse_p50_ms: quantile(parses, 0.5),
			held_ticks: TICKS - oldest + 1,
			held_versions: history.versions(),
			...(globalThis.gc ? { version_bytes: bytes / history.versions() } : {}),
		},
		ratios: [
			ratioWithin(
				"state at a random tick, p99, to the 5 ms it may take",
				quantile(states, 0.99) / TARGET_MS,
				1,
			),
			ratioWithin(
				"state at a random tick to parsing its text",
				stateMs / quantile(parses, 0.5),
				TARGET_OF_PARSE,
			),
		],
	};
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
	reportBench(run());
