import { openDatabase } from "../../src/db/open-database.js";
import { runToEnd } from "../../src/chatroom/runs/run-to-end.js";
import { seedUsers } from "./seed-users.js";

/** What a process is to do with a database: fill it, or do a run of what is in it. */
export interface ChildPlan {
	readonly database: { readonly url: string } | { readonly directory: string };
	/** Fills it with so many users. */
	readonly seed?: number;
	/** Does a run with so many workers. */
	readonly workers?: number;
	readonly batch?: number;
}

export interface ChildResult {
	readonly seconds: number;
	/** Of this process, embedded database included. */
	readonly peakBytes: number;
	/** Of this process, all threads. */
	readonly cpuSeconds: number;
	readonly conversations: number;
}

const plan = JSON.parse(process.argv[2]!) as ChildPlan;
const report = (message: string, details: object): void => console.error(message, details);
const database = openDatabase({ ...plan.database, report });
await database.opened();
if (plan.seed !== undefined) await seedUsers(database, plan.seed);
if (plan.workers !== undefined) {
	const cpu = process.cpuUsage();
	const begin = performance.now();
	const now = (): number => Date.now() / 1000;
	const { conversations } = await runToEnd(
		{ database, tell: () => Promise.resolve(), now, report },
		{ runId: "2026-11-21/06:00", slot: 1_795_240_800, day: "11-21", seed: "earshot" },
		{
			signal: new AbortController().signal,
			workers: plan.workers,
			...(plan.batch !== undefined && { batch: plan.batch }),
		},
	);
	const seconds = (performance.now() - begin) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	const result: ChildResult = {
		seconds,
		peakBytes: process.resourceUsage().maxRSS * 1024,
		cpuSeconds: (user + system) / 1e6,
		conversations,
	};
	process.stdout.write(`${JSON.stringify(result)}\n`);
}
await database.close();
