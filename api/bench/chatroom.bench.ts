import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findPostgres, type PostgresServer, startPostgres } from "../src/testing/postgres-process.js";
import { bundleService, removeBundle } from "../test/cuts/bundle-service.js";
import { type BenchResult, ratioWithin, reportBench } from "./bench-result.js";
import { measureCore } from "./chatroom/measure-core.js";
import type { ChildPlan, ChildResult } from "./chatroom/run-child.js";

/** Users of the runs, fewest first. */
const USERS = [1_000, 10_000, 100_000] as const;

const MOST_SECONDS = 120;
const MOST_BYTES = 1024 ** 3;

/** A user of the largest run may cost so many times what one of the middle run does: what grows faster is no scale. */
const MOST_GROWTH = 1.5;

/** PostgreSQL computes for one while the other plans. */
const WORKERS = { embedded: 1, postgres: 2 } as const;

interface Ground {
	readonly name: keyof typeof WORKERS;
	/** A new database, and what its own processes have held at most so far, beside the one that uses it. */
	readonly open: () => Promise<ChildPlan["database"]>;
	readonly serverBytes: () => number;
}

async function runChild(bundle: string, plan: ChildPlan): Promise<string> {
	const child = spawn(process.execPath, [bundle, JSON.stringify(plan)], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [out, [code]] = await Promise.all([text(child.stdout), once(child, "exit") as Promise<[number]>]);
	if (code !== 0) throw new Error(`the process ended with code ${code}`);
	return out;
}

/** Bytes that a process holds of its own, what it shares with others by their share; none of one that has ended. */
function heldBytes(pid: number): number {
	try {
		const held = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
		return Number(held?.[1] ?? 0) * 1024;
	} catch {
		return 0;
	}
}

interface Measured extends ChildResult {
	readonly users: number;
	/** Of all processes, those of the server included. */
	readonly bytes: number;
}

async function measure(
	{ name, open, serverBytes }: Ground,
	users: number,
	bundle: string,
): Promise<Measured> {
	const database = await open();
	// In a process of its own: what seeding held is not counted.
	await runChild(bundle, { database, seed: users });
	let server = 0;
	const watching = setInterval(() => (server = Math.max(server, serverBytes())), 500);
	try {
		const result = JSON.parse(await runChild(bundle, { database, workers: WORKERS[name] })) as ChildResult;
		process.stderr.write(`${name}: ${users} users in ${result.seconds.toFixed(1)} s\n`);
		return { ...result, users, bytes: result.peakBytes + server };
	} finally {
		clearInterval(watching);
	}
}

function report(ground: string, measured: readonly Measured[]): Pick<BenchResult, "figures" | "ratios"> {
	const [, middle, largest] = measured as [Measured, Measured, Measured];
	const each = ({ seconds, users }: Measured): number => (seconds * 1000) / users;
	const figures = measured.flatMap((one) => [
		[`${ground}: ${one.users} users, seconds`, one.seconds],
		[`${ground}: ${one.users} users, users per second`, one.users / one.seconds],
		[`${ground}: ${one.users} users, cpu_seconds of the process`, one.cpuSeconds],
		[`${ground}: ${one.users} users, peak megabytes`, one.bytes / 1024 ** 2],
	]);
	return {
		figures: Object.fromEntries(figures) as Record<string, number>,
		ratios: [
			ratioWithin(
				`${ground}: seconds of ${largest.users} users / ${MOST_SECONDS}`,
				largest.seconds / MOST_SECONDS,
				1,
			),
			ratioWithin(`${ground}: peak memory of ${largest.users} users / 1 GiB`, largest.bytes / MOST_BYTES, 1),
			ratioWithin(
				`${ground}: a user's cost among ${largest.users} / among ${middle.users}`,
				each(largest) / each(middle),
				MOST_GROWTH,
			),
		],
	};
}

async function embedded(folder: string): Promise<Ground> {
	let count = 0;
	return {
		name: "embedded",
		open: () => Promise.resolve({ directory: join(folder, String((count += 1))) }),
		serverBytes: () => 0,
	};
}

function onPostgres(server: PostgresServer): Ground {
	return {
		name: "postgres",
		open: async () => ({ url: await server.createDatabase() }),
		serverBytes: () => server.pids().reduce((sum, pid) => sum + heldBytes(pid), 0),
	};
}

/** Whole runs of the chatroom, on both databases as they are used: what is acknowledged is on the disk. */
export async function run(): Promise<BenchResult> {
	const core = measureCore();
	const entry = fileURLToPath(new URL("./chatroom/run-child.ts", import.meta.url));
	const bundle = await bundleService({ entry });
	const folder = await mkdtemp(join(tmpdir(), "earshot-chatroom-"));
	const programs = findPostgres();
	const server = programs && (await startPostgres(programs, { fsync: true }));
	try {
		const reports = [];
		for (const ground of [await embedded(folder), ...(server ? [onPostgres(server)] : [])]) {
			const measured: Measured[] = [];
			for (const users of USERS) measured.push(await measure(ground, users, bundle));
			reports.push(report(ground.name, measured));
		}
		return {
			name: "chatroom: runs of 1,000 to 100,000 users",
			figures: Object.assign(
				{
					"core: planned users per second": core.planned,
					"core: planned and written users per second": core.written,
				},
				...reports.map(({ figures }) => figures),
			) as Record<string, number>,
			ratios: reports.flatMap(({ ratios }) => ratios),
		};
	} finally {
		await server?.remove();
		await rm(folder, { recursive: true });
		await removeBundle(bundle);
	}
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(await run());
