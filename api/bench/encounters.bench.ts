import { pathToFileURL } from "node:url";
import { findPostgres, startPostgres } from "../src/testing/postgres-process.js";
import { type BenchRatio, type BenchResult, quantile, ratioWithin, reportBench } from "./bench-result.js";
import { type IdleCost, measureIdle } from "./encounters/measure-idle.js";
import { measureTables, type TablesSide, type TablesSize } from "./encounters/measure-tables.js";
import { type PairsResult, runTwoMasters } from "./encounters/two-masters.js";
import { runTwoRooms } from "./encounters/two-rooms.js";

/** A command a second in each room: of each turn five steps and its end. */
const TABLES: TablesSize = { rooms: 100, players: 6, warmUpSeconds: 10, seconds: 30 };
const IDLE = { rooms: 1_000, players: 6 };

/** Moves that come two at a time. */
const PAIRS = 1_000;

const MOST_EVENT_P99_MS = 50;
const MOST_IDLE_BYTES = 256 * 2 ** 20;
/** Of a move's news, in parts of the whole view. */
const MOST_MOVE_SHARE = 0.1;

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function tableFigures(
	name: string,
	{ result, cpuMilliseconds, rssBytes }: TablesSide,
): Record<string, number> {
	const { commands, refused, missing, events, answers, cpuShare } = result;
	return {
		[`${name} command to event at the others p50_ms`]: quantile(events, 0.5),
		[`${name} command to event at the others p99_ms`]: quantile(events, 0.99),
		[`${name} command to event at the others most_ms`]: Math.max(...events),
		[`${name} command to answer p50_ms`]: quantile(answers, 0.5),
		[`${name} refused of ${commands} commands`]: refused,
		[`${name} events that did not come`]: missing,
		[`${name} server's cpu_ms`]: cpuMilliseconds,
		[`${name} server's rss_bytes`]: rssBytes,
		[`${name} players' share of a cpu`]: cpuShare,
	};
}

function pairFigures(name: string, { accepted, told, stored, seconds }: PairsResult): Record<string, number> {
	return {
		[`${name} accepted of ${2 * PAIRS}, two at a time at two nodes`]: accepted,
		[`${name} told`]: told,
		[`${name} stored`]: stored,
		[`${name} moves_per_s`]: accepted / seconds,
	};
}

async function idleCost(): Promise<IdleCost> {
	const programs = findPostgres();
	if (!programs) throw new Error("the benchmark needs PostgreSQL");
	const postgres = await startPostgres(programs);
	try {
		await postgres.start();
		return await measureIdle(IDLE, await postgres.createDatabase());
	} finally {
		await postgres.remove();
	}
}

/** Rooms that are played beside a bare relay, rooms that rest, and rooms that two processes serve beside boardgame.io. */
export async function run(): Promise<BenchResult> {
	const theirs = await runTwoMasters(PAIRS);
	const pairs = await runTwoRooms(PAIRS);
	const bare = await measureTables("bare", TABLES);
	const ours = await measureTables("product", TABLES);
	const idle = await idleCost();
	const { moveBytes, viewBytes, missing, refused } = ours.result;
	const p99 = ({ result }: TablesSide): number => quantile(result.events, 0.99);
	const lost = ({ accepted, stored }: PairsResult): number => (accepted - stored) / accepted;
	const ratios: BenchRatio[] = [
		ratioWithin(`command to event p99 / ${MOST_EVENT_P99_MS} ms`, p99(ours) / MOST_EVENT_P99_MS, 1),
		ratioWithin("commands refused and events that did not come", refused + missing, 0),
		ratioWithin("a move's news / the view", mean(moveBytes) / mean(viewBytes), MOST_MOVE_SHARE),
		ratioWithin(`${IDLE.rooms} idle rooms' process / 256 MiB`, idle.rssBytes / MOST_IDLE_BYTES, 1),
		ratioWithin("moves lost of those accepted at two nodes", lost(pairs), 0),
		{ name: "moves lost of those accepted at two nodes, boardgame.io", value: lost(theirs) },
		{ name: "command to event p99 / bare", value: p99(ours) / p99(bare) },
		{ name: "server's cpu / bare server's", value: ours.cpuMilliseconds / bare.cpuMilliseconds },
	];
	return {
		name: `encounters: ${TABLES.rooms} rooms of ${TABLES.players}, a command a second in each`,
		figures: {
			...tableFigures("rooms", ours),
			...tableFigures("bare", bare),
			"a move's news bytes": mean(moveBytes),
			"view bytes": mean(viewBytes),
			"idle room bytes": idle.roomBytes,
			[`process without rooms rss_bytes`]: idle.rssBytesBefore,
			[`process with ${IDLE.rooms} idle rooms rss_bytes`]: idle.rssBytes,
			...pairFigures("rooms", pairs),
			...pairFigures("boardgame.io", theirs),
		},
		ratios,
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(await run());
