import { canonical } from "../../src/encounters/engine/hash.js";
import { project } from "../../src/encounters/engine/project.js";
import { entriesOf } from "../../src/encounters/rooms/testing/entries-of.js";
import { userToken } from "../cuts/credentials.js";
import { createCutCounts } from "../cuts/cut-counts.js";
import { lookUntil } from "../cuts/look-until.js";
import { checkLedger } from "./check-ledger.js";
import { type CutTable, openCutTable, type Settled } from "./cut-play.js";
import type { KeptService } from "./kept-service.js";
import { callerAt } from "./table.js";

export interface CutRunOptions {
	readonly service: KeptService;
	readonly seed: number;
	/** At least. */
	readonly commands: number;
	readonly cuts: number;
	/** Times that the service is killed and begun anew. */
	readonly kills: number;
	readonly tables: number;
}

export interface CutRunFigures {
	readonly seed: number;
	readonly commands: number;
	/** Not among the cuts of readers of worlds. */
	readonly roomCuts: number;
	readonly kills: number;
	/** Tries beside those of the clients themselves. */
	readonly sentAgain: number;
	/** Connections through which rooms were followed. */
	readonly followed: number;
	readonly entries: number;
	readonly byOutcome: Readonly<Record<string, number>>;
	readonly byKind: Readonly<Record<string, number>>;
	readonly byPlayer: Readonly<Record<string, number>>;
	readonly seconds: number;
	/** Everything that was not as it must be. */
	readonly faults: readonly string[];
}

/**
 * Plays at several tables while everybody's connections are cut, then lets all come to rest and compares what was
 * answered, what is shown, what is held and what the log has. The service has ended after it.
 */
export async function playThroughCuts(options: CutRunOptions): Promise<CutRunFigures> {
	const { service, seed, commands, cuts, kills } = options;
	const counts = createCutCounts();
	const begin = performance.now();
	const faults: string[] = [];
	const port = (): number => service.port;
	let isCutting = true;
	const tables = await Promise.all(
		Array.from({ length: options.tables }, (_, index) => {
			const name = `table ${index}`;
			return openCutTable({ name, seed: `${seed} ${name}`, port, counts, isCutting: () => isCutting });
		}),
	);
	const given = (): number => tables.reduce((sum, { ledger }) => sum + ledger.all().length, 0);
	let isBroken = false;
	const isEnough = (): boolean => isBroken || (given() >= commands && counts.total() >= cuts);

	async function kill(): Promise<void> {
		for (let time = 1; time <= kills; time += 1) {
			await lookUntil(() => given() >= (time * commands) / (kills + 1));
			await service.kill();
			await service.start();
		}
	}

	try {
		await Promise.all([kill(), ...tables.map((table) => table.playUntil(isEnough))]);
	} catch (error) {
		isBroken = true;
		await Promise.all(tables.map((table) => table.leave()));
		throw error;
	}
	isCutting = false;
	const settled = await Promise.all(tables.map((table) => table.settle()));
	faults.push(...(await inconsistent(service.port, tables)));
	await Promise.all(tables.map((table) => table.leave()));
	if ((await service.stop()) !== 0) faults.push("the service did not end in order");

	const outcomes: string[] = [];
	let entries = 0;
	for (const [index, { table, ledger }] of tables.entries()) {
		const held = await service.read((log) => entriesOf(log, table.roomId));
		const check = checkLedger(ledger, held);
		faults.push(...check.faults, ...settled[index]!.flatMap((one) => checkShown(one, check.states)));
		outcomes.push(...ledger.all().map(({ answers: [answer] }) => (answer?.ok ? "taken" : answer!.code)));
		entries += held.length;
	}
	const players = tables.flatMap((table) => table.players);
	return {
		seed,
		commands: outcomes.length,
		roomCuts: counts.total(),
		kills,
		sentAgain: tables.reduce((sum, table) => sum + table.sentAgain(), 0),
		followed: players.reduce((sum, player) => sum + player.followed(), 0),
		entries,
		byOutcome: tally(outcomes),
		byKind: counts.byKind(),
		byPlayer: counts.byReader(),
		seconds: Math.round((performance.now() - begin) / 1000),
		faults: [...faults, ...service.complaints],
	};
}

/** Rooms of which the service holds something else than their logs lead to. */
async function inconsistent(port: number, tables: readonly CutTable[]): Promise<readonly string[]> {
	const admin = callerAt(port, await userToken("root", { roles: ["admin"] }));
	const faults: string[] = [];
	for (const { table } of tables) {
		const { isConsistent } = await admin.validateStateConsistency.query({ roomId: table.roomId });
		if (!isConsistent) faults.push(`${table.dm.userId}: the room is not what its log leads to`);
	}
	return faults;
}

/** Whether somebody shows what the service shows and what follows from the log. */
function checkShown(
	{ player, isSame, shown, offset }: Settled,
	states: readonly Parameters<typeof project>[0][],
): readonly string[] {
	const { userId } = player.guest;
	if (!isSame) return [`${userId}: shows something else than the service`];
	const replayed = canonical(project(states[offset]!, player.client.state().viewer!));
	return canonical(shown) === replayed ? [] : [`${userId}: shows something else than the log`];
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}
