import { afterAll, describe } from "vitest";
import type { Database } from "../../db/database.js";
import { openDatabase } from "../../db/open-database.js";
import {
	experienceActions,
	experienceNarrations,
	outbox,
	experiencePlayers,
	experienceWorlds,
} from "../../db/schema.js";
import { embeddedFolders } from "../../db/testing/embedded-folders.js";
import { describeOnPostgres } from "../../testing/postgres-server.js";

/** The tables of experiences, to be looked into by tests. */
export const experienceTables = {
	worlds: experienceWorlds,
	players: experiencePlayers,
	actions: experienceActions,
	outbox,
	narrations: experienceNarrations,
};

/** Empties all tables of experiences. One that is emptied is as good as a new database, and there far sooner. */
async function empty(database: Database): Promise<Database> {
	for (const table of Object.values(experienceTables)) await database.run((db) => db.delete(table));
	return database;
}

/** Runs a suite on the embedded database, and on PostgreSQL; `openEmpty` gives one without rows. */
export function onBothDatabases(name: string, suite: (openEmpty: () => Promise<Database>) => void): void {
	const on = (openNew: () => Promise<Database>): void => {
		let database: Database | undefined;
		afterAll(() => database?.close());
		suite(async () => empty((database ??= await openNew())));
	};
	describe(`${name}, in the embedded database`, () => {
		const newFolder = embeddedFolders();
		on(async () => openDatabase({ directory: await newFolder(), report: () => undefined }));
	});
	describeOnPostgres(`${name}, in PostgreSQL`, (postgres) => {
		on(async () => openDatabase({ url: await postgres().createDatabase(), report: () => undefined }));
	});
}
