import type { PgTable } from "drizzle-orm/pg-core";
import { afterAll, describe } from "vitest";
import { describeOnPostgres } from "../../testing/postgres-server.js";
import type { Database } from "../database.js";
import { openDatabase } from "../open-database.js";
import { embeddedFolders } from "./embedded-folders.js";

/** Runs a suite on the embedded database, and on PostgreSQL; `openEmpty` gives one without rows in some tables. */
export function onBothDatabases(
	name: string,
	tables: readonly PgTable[],
	suite: (openEmpty: () => Promise<Database>) => void,
): void {
	const on = (openNew: () => Promise<Database>): void => {
		let database: Database | undefined;
		afterAll(() => database?.close());
		// One that is emptied is as good as a new one, and there far sooner.
		suite(async () => {
			database ??= await openNew();
			for (const table of tables) await database.run((db) => db.delete(table));
			return database;
		});
	};
	describe(`${name}, in the embedded database`, () => {
		const newFolder = embeddedFolders();
		on(async () => openDatabase({ directory: await newFolder(), report: () => undefined }));
	});
	describeOnPostgres(`${name}, in PostgreSQL`, (postgres) => {
		on(async () => openDatabase({ url: await postgres().createDatabase(), report: () => undefined }));
	});
}
