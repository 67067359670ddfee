import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../src/db/database.js";
import { entriesOf } from "../../src/encounters/rooms/testing/entries-of.js";
import { roomTopic } from "../../src/encounters/rooms/room-fold.js";
import type { Log } from "../../src/log/log.js";
import { userToken } from "../cuts/credentials.js";
import type { Fleet } from "../cuts/fleet.js";
import { checkLedger } from "./check-ledger.js";
import { checkFollower, checkPair, recordedRows } from "./check-pairs.js";
import { openPairTable, type Pair, type PairTable } from "./pair-play.js";
import { callerAt } from "./table.js";

export interface PairRunOptions {
	/** Of two instances. */
	readonly fleet: Fleet;
	/** What they share. */
	readonly log: Log;
	readonly database: Database;
	readonly seed: number;
	readonly pairs: number;
	readonly tables: number;
}

export interface PairRunFigures {
	readonly seed: number;
	readonly pairs: number;
	/** What pairs of two commands came to, and those of one under one id. */
	readonly two: Readonly<Record<Outcome, number>>;
	readonly same: Readonly<Record<Outcome, number>>;
	readonly entries: number;
	/** In `live_interaction_logs`. */
	readonly rows: number;
	/** News that followers were sent. */
	readonly told: number;
	readonly seconds: number;
	readonly faults: readonly string[];
}

type Outcome = "both" | "one" | "none";

/** For tables and followers to have all. */
const REST_MILLISECONDS = 30_000;
const LOOK_MILLISECONDS = 100;

/** Gives pairs of commands to two instances at once at several tables, and compares all that came of it. */
export async function playPairs(options: PairRunOptions): Promise<PairRunFigures> {
	const { fleet, seed, log, database } = options;
	const ports = [fleet.ports[0]!, fleet.ports[1]!] as const;
	const begin = performance.now();
	const tables = await Promise.all(
		Array.from({ length: options.tables }, (_, index) =>
			openPairTable({ name: `pairs ${index}`, seed: `${seed} pairs ${index}`, ports }),
		),
	);
	let left = options.pairs;
	await Promise.all(
		tables.map((table) =>
			table.play(() => {
				left -= 1;
				return left >= 0;
			}),
		),
	);
	const seconds = Math.round((performance.now() - begin) / 1000);
	const faults: string[] = [];
	const sums = { entries: 0, rows: 0, told: 0 };
	const admin = await userToken("root", { roles: ["admin"] });
	for (const one of tables) {
		const { roomId } = one.table;
		for (const port of ports) {
			const { isConsistent } = await callerAt(port, admin).validateStateConsistency.query({ roomId });
			if (!isConsistent) faults.push(`${roomId}: not what its log leads to at ${port}`);
		}
		const { entries, rows, faults: wrong } = await checkTable(one, log, database);
		faults.push(...wrong);
		sums.entries += entries;
		sums.rows += rows;
		sums.told += one.followers.reduce((sum, { told }) => sum + told.length, 0);
		one.leave();
	}
	const pairs = tables.flatMap((table) => table.pairs);
	return {
		seed,
		pairs: pairs.length,
		two: outcomes(pairs.filter(({ isSame }) => !isSame)),
		same: outcomes(pairs.filter(({ isSame }) => isSame)),
		...sums,
		seconds,
		faults: [...faults, ...fleet.complaints()],
	};
}

async function checkTable(
	{ table, ledger, pairs, followers }: PairTable,
	log: Log,
	database: Database,
): Promise<{ readonly entries: number; readonly rows: number; readonly faults: readonly string[] }> {
	const { roomId } = table;
	const deadline = performance.now() + REST_MILLISECONDS;
	for (;;) {
		const { epoch } = await log.head(roomTopic(roomId));
		const entries = await entriesOf(log, roomId);
		const { wanted, held } = await recordedRows(database, roomId, { epoch, entries });
		const { faults, ...check } = checkLedger(ledger, entries);
		const played = { ...check, epoch, entries };
		const late = followers.flatMap((follower) => checkFollower(follower, played));
		const isRecorded = wanted.length === held.length && wanted.every((row, index) => row === held[index]);
		if ((isRecorded && late.length === 0) || performance.now() > deadline) {
			const wrong = [...faults, ...late, ...pairs.flatMap((pair) => checkPair(pair, played))];
			if (!isRecorded)
				wrong.push(`${roomId}: ${held.length} rows recorded, not the ${wanted.length} of its log`);
			return { entries: entries.length, rows: held.length, faults: wrong };
		}
		await sleep(LOOK_MILLISECONDS);
	}
}

function outcomes(pairs: readonly Pair[]): Readonly<Record<Outcome, number>> {
	const counts = { both: 0, one: 0, none: 0 };
	for (const { told } of pairs) {
		const taken = told.filter((one) => one.told.ok).length;
		counts[taken === 2 ? "both" : taken === 1 ? "one" : "none"] += 1;
	}
	return counts;
}
