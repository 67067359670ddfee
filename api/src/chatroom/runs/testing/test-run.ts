import type { Database } from "../../../db/database.js";
import type { OutboxRow } from "../../../experience/outbox.js";
import type { Society } from "../../core/society.js";
import type { RunDeps } from "../run.js";
import { runToEnd, type RunOptions } from "../run-to-end.js";
import { ensureRun } from "../start-run.js";
import { digest } from "./digest.js";
import { RUN, type Seeding, seedSocieties } from "./seed-societies.js";

export interface TestDeps extends RunDeps {
	/** Unix seconds; stands still unless it is moved. */
	readonly clock: { now: number };
	readonly told: OutboxRow[];
	readonly reports: string[];
}

/** What a run needs, over a database of a test. */
export function testDeps(database: RunDeps["database"]): TestDeps {
	const clock = { now: RUN.slot + 5 };
	const told: OutboxRow[] = [];
	const reports: string[] = [];
	return {
		database,
		clock,
		told,
		reports,
		now: () => clock.now,
		tell: (rows) => {
			told.push(...rows);
			return Promise.resolve();
		},
		report: (message) => void reports.push(message),
	};
}

/** Societies in a database, and a run that was begun. */
export async function begunRun(
	database: Database,
	societies: readonly Society[],
	seeding?: Seeding,
): Promise<TestDeps> {
	await database.run((sql) => seedSocieties(sql, societies, seeding));
	const deps = testDeps(database);
	await ensureRun(deps, RUN);
	return deps;
}

/** Does the run to its end. */
export function finish(deps: RunDeps, options: Partial<RunOptions> = {}) {
	return runToEnd(deps, RUN, { signal: new AbortController().signal, ...options });
}

/** What an uninterrupted run of some societies comes to. */
export async function cleanDigest(database: Database, societies: readonly Society[], seeding?: Seeding) {
	await finish(await begunRun(database, societies, seeding));
	return database.run(digest);
}
