import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "../../src/wording/random.js";
import { tokenOf } from "../token-of.js";
import { createTally } from "./tally.js";
import { openTable, type Table } from "./table.js";
import type { TablesPlan } from "./plan.js";

/*
 * Players of many rooms in a process of their own: `players.ts <plan>`, a `TablesPlan` as JSON. Opens a connection for
 * each, says `{standing}` once each has its room's view, and for each message that it is sent plays once and says
 * `{result}`.
 */

const { port, secret, tables: plans, warmUpSeconds, seconds } = JSON.parse(process.argv[2]!) as TablesPlan;

/** Players who come at a time. */
const TOGETHER = 20;

/** For what is under way when the last command was given. */
const REST_MS = 2_000;

const tally = createTally();
const random = seededRandom("moments");

async function openAll(): Promise<readonly Table[]> {
	const tables: Table[] = [];
	const waiting = [...plans];
	await Promise.all(
		Array.from({ length: TOGETHER }, async () => {
			for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
				const tokens = await Promise.all(plan.players.map((userId) => tokenOf(userId, secret)));
				tables.push(await openTable({ port, plan, tokens }, tally.tableOf(plan)));
			}
		}),
	);
	return tables;
}

/** Each room has its own moment in every second, as people have who do not know of each other. */
async function playOne(table: Table, until: number): Promise<void> {
	const phase = performance.now() + random() * 1_000;
	for (let turn = 0; ; turn++) {
		const due = phase + turn * 1_000;
		if (due > until) return;
		await sleep(Math.max(0, due - performance.now()));
		table.command();
	}
}

async function play(tables: readonly Table[]): Promise<void> {
	const playFor = async (length: number): Promise<void> => {
		const until = performance.now() + length * 1_000;
		await Promise.all(tables.map((table) => playOne(table, until)));
	};
	await playFor(warmUpSeconds);
	await sleep(REST_MS);
	tally.begin();
	const begin = performance.now();
	const cpu = process.cpuUsage();
	await playFor(seconds);
	const { user, system } = process.cpuUsage(cpu);
	const cpuShare = (user + system) / 1_000 / (performance.now() - begin);
	await sleep(REST_MS);
	process.send?.({ result: { ...tally.result(), cpuShare } });
}

const tables = await openAll();
process.send?.({ standing: tables.length });
process.on("message", () => void play(tables));
process.on("disconnect", () => process.exit());
