import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { checkSocieties } from "../../src/chatroom/runs/testing/check-societies.js";
import { digest } from "../../src/chatroom/runs/testing/digest.js";
import { manySocieties, seedSocieties } from "../../src/chatroom/runs/testing/seed-societies.js";
import { cleanDigest } from "../../src/chatroom/runs/testing/test-run.js";
import type { Database } from "../../src/db/database.js";
import { openDatabase } from "../../src/db/open-database.js";
import { embeddedFolders } from "../../src/db/testing/embedded-folders.js";
import { type Child, startChild } from "../../src/log/testing/child.js";
import { describeOnPostgres } from "../../src/testing/postgres-server.js";
import { seededRandom } from "../../src/wording/random.js";
import { bundled } from "../cuts/bundled.js";
import { SEED, tell } from "../cuts/tell.js";

/** Kills of each database and number of workers; `npm run soak` makes 34 of each of the six, which is 204. */
const KILLS = Number(process.env["RUN_KILLS"] ?? 1);

/** At a time. */
const WORKERS = KILLS > 1 ? [1, 2, 4] : [2];

/** A process is killed at some time up to so many milliseconds after it began: a whole run takes about as long. */
const LIFE_MS = 1_000;

const SOCIETIES = manySocieties(400);

/** Where a run's database is. */
interface Place {
	readonly url?: string;
	readonly directory?: string;
}

interface Wanted {
	/** Processes at a time, and workers in each. */
	readonly processes: number;
	readonly workers: number;
}

const bundle = bundled({
	entry: fileURLToPath(new URL("../../src/chatroom/runs/testing/run-child.ts", import.meta.url)),
});

/** Runs whose processes are killed until there were so many kills, each checked in the end. */
function suite(
	newPlace: () => Promise<Place>,
	strike?: () => Promise<void>,
): (wanted: Wanted) => Promise<void> {
	const children = new Set<Child>();
	afterEach(() => Promise.all([...children].map((child) => child.kill("SIGKILL"))));

	const within = async <T>(place: Place, work: (database: Database) => Promise<T>): Promise<T> => {
		const database = openDatabase({ ...place, report: () => undefined });
		try {
			return await work(database);
		} finally {
			await database.close();
		}
	};

	return async ({ processes, workers }) => {
		const random = seededRandom(`${SEED} ${processes} ${workers}`);
		const clean = await within(await newPlace(), (database) => cleanDigest(database, SOCIETIES));
		const figures = { kills: 0, strikes: 0, runs: 0 };

		/** One process after the other, until one lives to see the end of the run. */
		const live = async (place: Place): Promise<void> => {
			for (let isFinished = false; !isFinished;) {
				const child = startChild(pathToFileURL(bundle()), [JSON.stringify(place), String(workers)]);
				children.add(child);
				await child.line("begun");
				const finished = child.line("finished").then(() => true);
				const killed = sleep(random() * LIFE_MS).then(() => false);
				isFinished = await Promise.race(figures.kills < KILLS ? [finished, killed] : [finished]);
				if (!isFinished) figures.kills += 1;
				finished.catch(() => undefined);
				await child.kill("SIGKILL");
				children.delete(child);
			}
		};

		while (figures.kills < KILLS) {
			const place = await newPlace();
			await within(place, (database) => database.run((sql) => seedSocieties(sql, SOCIETIES)));
			const lives = Array.from({ length: processes }, () => live(place));
			if (strike) {
				await sleep(500 + random() * LIFE_MS);
				await strike();
				figures.strikes += 1;
			}
			await Promise.all(lives);
			figures.runs += 1;
			await within(place, async (database) => {
				expect(await database.run(digest)).toEqual(clean);
				await database.run((sql) => checkSocieties(sql, SOCIETIES));
			});
		}
		await tell(`chatroom ${strike ? "postgres" : "embedded"} ${processes} x ${workers}`, figures);
	};
}

describe("runs in the embedded database", () => {
	const newFolder = embeddedFolders();
	const survive = suite(async () => ({ directory: await newFolder() }));
	it.each(WORKERS)(
		"[CG16] come to the same however often the process is killed: %d workers",
		(workers) => survive({ processes: 1, workers }),
		60_000 + KILLS * 10_000,
	);
});

describeOnPostgres("runs in PostgreSQL", (postgres) => {
	const survive = suite(
		async () => ({ url: await postgres().createDatabase() }),
		async () => {
			await postgres().kill();
			await postgres().start();
		},
	);
	it.each(WORKERS)(
		"[CG16] come to the same however often processes and the server are killed: %d processes",
		(processes) => survive({ processes, workers: 1 }),
		60_000 + KILLS * 10_000,
	);
});
