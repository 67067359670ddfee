import type { RunDeps } from "../runs/run.js";
import { countRun, etaOf, readRuns } from "../runs/progress.js";
import { runToEnd } from "../runs/run-to-end.js";
import { ensureRun, unfinishedRuns } from "../runs/start-run.js";
import type { RunGeneration } from "./run-generation.js";

/** Runs over the tables. `batch`: users done in one transaction; as many as does well where it is not given. */
export function createGeneration(deps: RunDeps, batch?: number): RunGeneration {
	const { database, now } = deps;
	return {
		ensure: (run) => ensureRun(deps, run),
		unfinished: () => unfinishedRuns(deps),
		work: (run, { signal, onProgress }) =>
			runToEnd(deps, run, { signal, onProgress, ...(batch !== undefined && { batch }) }),
		read: async (runId) => {
			const run = await database.run((sql) => countRun(sql, runId));
			return run && { ...run, eta_seconds: etaOf(run, now(), { at: run.started_at, usersDone: 0 }) };
		},
		list: (limit) => database.run((sql) => readRuns(sql, { limit, now: now() })),
	};
}
