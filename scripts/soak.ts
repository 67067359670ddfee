import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { closingLine } from "./lib/outcome.js";
import { fromRoot } from "./lib/paths.js";
import { runVitest } from "./lib/vitest.js";

/** What one run of a soak came to, as its test wrote it down. */
interface SoakRun {
	readonly run: string;
	/** Connections that were cut. */
	readonly cuts?: number;
	readonly faults?: readonly string[];
}

const RESULTS = fromRoot("soak-results");

/** So many cuts a soak makes at least, over all engines and doors. */
const LEAST_CUTS = 10_000;

/**
 * The volume of a soak: the same tests as in `npm test`, which make a share of it there. An hour on two
 * cores. Each can be set from outside; SEED makes the choices of another day.
 */
const VOLUME = {
	CUTS: "1200",
	CUT_EVERY: "1",
	TAKEOVERS: "12",
	FATES: "100",
	CONNECTS: "200000",
	TICKS: "100000",
	PLAYER_CUTS: "400",
	NATS_AWAY_SECONDS: "60",
	FIRST_CONNECTIONS: "1000",
	TAKERS: "500",
	NARRATED: "10000",
	TALKERS: "60",
	CONNECTIONS: "2000",
	KILLS: "3",
	RUN_KILLS: "34",
	ENCOUNTER_COMMANDS: "10000",
	ENCOUNTER_CUTS: "1000",
	ENCOUNTER_PAIRS: "10000",
	ENCOUNTER_TAKEOVERS: "24",
	ENCOUNTER_FRAMES: "100000",
	ENCOUNTER_ROOMS: "500",
	SLOW: "1",
} as const;

async function readRuns(): Promise<readonly SoakRun[]> {
	const files = (await readdir(RESULTS)).sort();
	return Promise.all(
		files.map(async (file) => JSON.parse(await readFile(`${RESULTS}/${file}`, "utf8")) as SoakRun),
	);
}

/** Folders of the tests of each. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
	chatroom: ["test/chatroom"],
	cuts: ["test/cuts"],
	encounters: ["test/encounters", "src/encounters/engine"],
	experience: ["test/experience"],
	roles: ["test/roles"],
	soak: ["test/soak"],
};

/**
 * `npm run soak`: readers cut, instances and servers struck, players in crowds, a heap watched, all for long; figures in
 * `soak-results/`. Some of it by naming the parts: `npm run soak -- cuts soak`.
 */
export async function main(args: readonly string[]): Promise<number> {
	const known = Object.keys(PARTS);
	const strange = args.filter((part) => !known.includes(part));
	if (strange.length > 0) {
		console.error(`There is no part ${strange.join(", ")}; there are ${known.join(", ")}.`);
		return 2;
	}
	const parts = args.length > 0 ? args : known;
	await rm(RESULTS, { recursive: true, force: true });
	await mkdir(RESULTS, { recursive: true });
	Object.assign(process.env, { ...VOLUME, ...process.env, SOAK_RESULTS: RESULTS });
	const begin = performance.now();
	const outcome = await runVitest("api", {
		args: ["--no-file-parallelism", ...parts.flatMap((part) => PARTS[part] ?? [])],
	});
	const runs = await readRuns();
	const cuts = runs.reduce((sum, run) => sum + (run.cuts ?? 0), 0);
	const seconds = Math.round((performance.now() - begin) / 1000);
	const isEnough = cuts >= LEAST_CUTS || !parts.includes("cuts");
	const summary = { seconds, cuts, leastCuts: LEAST_CUTS, outcome, runs };
	await writeFile(`${RESULTS}/all.json`, `${JSON.stringify(summary, null, "\t")}\n`);
	for (const name of outcome.skipped) console.log(`skipped: ${name}`);
	console.log(
		`${cuts} cuts in ${seconds} s${isEnough ? "" : `: fewer than ${LEAST_CUTS}`}; figures in soak-results/`,
	);
	console.log(closingLine(outcome));
	return outcome.failed === 0 && isEnough ? 0 : 1;
}
