import { openDatabase } from "../../../db/open-database.js";
import { runToEnd } from "../run-to-end.js";
import { RUN } from "./seed-societies.js";

/**
 * Does its part of the run of tests, as one process of several, and says `begun` and `finished`. Arguments: the database
 * as JSON, and how many workers.
 */
const [database, workers] = process.argv.slice(2);
const report = (): void => undefined;
const opened = openDatabase({ ...(JSON.parse(database!) as { url?: string; directory?: string }), report });
await opened.opened();
process.stdout.write("begun\n");
await runToEnd(
	{ database: opened, tell: () => Promise.resolve(), now: () => Date.now() / 1000, report },
	RUN,
	// Those who were killed hold nothing for long.
	{ signal: new AbortController().signal, workers: Number(workers), batch: 5, leaseSeconds: 0.5 },
);
process.stdout.write("finished\n");
await opened.close();
