import type { Database } from "./database.js";
import { type KeepDatabaseOptions, keepDatabase } from "./keep-database.js";
import { pgliteEngine } from "./pglite-engine.js";
import { postgresEngine } from "./postgres-engine.js";

export interface OpenDatabaseOptions extends Pick<KeepDatabaseOptions, "report"> {
	/** PostgreSQL. Without it the database is embedded. */
	readonly url?: string;
	/** Where the embedded one keeps its files. Without it, it is in memory and forgets everything. */
	readonly directory?: string;
	/** Another folder of migrations than that of this Earshot. */
	readonly migrationsFolder?: string;
	/** Unix seconds, for the names of what is set aside. */
	readonly clock?: () => number;
}

/** The database that the settings name. It is not opened before it is needed, or told to. */
export function openDatabase({ url, report, ...options }: OpenDatabaseOptions): Database {
	if (url === undefined) return keepDatabase({ name: "pglite", openEngine: pgliteEngine(options), report });
	return keepDatabase({ name: "postgres", openEngine: postgresEngine({ url, ...options }), report });
}
