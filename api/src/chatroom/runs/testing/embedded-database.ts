import { afterAll } from "vitest";
import type { Database } from "../../../db/database.js";
import { openDatabase } from "../../../db/open-database.js";
import { embeddedFolders } from "../../../db/testing/embedded-folders.js";
import { runTables } from "./run-tables.js";

/** Gives the embedded database, without rows in the tables of runs: for what does not depend on whose database it is. */
export function embeddedDatabase(): () => Promise<Database> {
	const newFolder = embeddedFolders();
	let database: Database | undefined;
	afterAll(() => database?.close());
	return async () => {
		database ??= openDatabase({ directory: await newFolder(), report: () => undefined });
		for (const table of Object.values(runTables)) await database.run((sql) => sql.delete(table));
		return database;
	};
}
