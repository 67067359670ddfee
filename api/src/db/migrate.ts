import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { Client, PoolClient } from "pg";
import { DatabaseError } from "./database-error.js";

/**
 * The migrations, beside this file; the build lays them beside the bundle. After a change of `schema.ts`, from the
 * project's folder: `npx drizzle-kit generate --config .config/drizzle.config.ts --name <what_changes>`, which writes
 * the next file from the two. Files that were released are never changed.
 */
export const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), "migrations");

/** Where Drizzle's migrator keeps what it has done. */
const DONE = { migrationsSchema: "drizzle", migrationsTable: "__drizzle_migrations" };

/** Of the lock that migrations are done under; any number does that nothing else in the database locks by. */
const LOCK = 3_170_245_551;

export interface MigrateOptions {
	readonly migrationsFolder?: string;
	/** Whether others may be at it too; embedded nobody can. */
	readonly shared: boolean;
}

/**
 * Brings the tables up to date: all of the migrations that are missing, or none of them. Of several instances that
 * start at once one does it, and the others wait. Rejects with DatabaseError `newer` where the database knows
 * migrations that this Earshot does not.
 */
export async function migrateDatabase(client: Client | PoolClient, options: MigrateOptions): Promise<void> {
	const { migrationsFolder = MIGRATIONS, shared } = options;
	if (!existsSync(migrationsFolder)) throw new Error(`the migrations are not at ${migrationsFolder}`);
	if (!shared) return migrateAlone(client, migrationsFolder);
	await client.query("select pg_advisory_lock($1)", [LOCK]);
	try {
		await migrateAlone(client, migrationsFolder);
	} finally {
		// Where the connection broke off, the lock has gone with it.
		await client.query("select pg_advisory_unlock($1)", [LOCK]).catch(() => undefined);
	}
}

async function migrateAlone(client: Client | PoolClient, migrationsFolder: string): Promise<void> {
	const known = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
	const done = await newestDone(client);
	if (done > known) {
		const day = new Date(done).toISOString().slice(0, 10);
		throw new DatabaseError(
			"newer",
			`belongs to a newer Earshot: it has tables of ${day} that this one does not know; run that one, or restore a copy of before`,
		);
	}
	await migrate(drizzle({ client }), { migrationsFolder, ...DONE });
}

/** When the newest migration that was done had been made: unix milliseconds, 0 for none. */
async function newestDone(client: Client | PoolClient): Promise<number> {
	const name = `${DONE.migrationsSchema}.${DONE.migrationsTable}`;
	const found = await client.query<{ found: boolean }>("select to_regclass($1) is not null as found", [name]);
	if (!found.rows[0]?.found) return 0;
	const table = sql`${sql.identifier(DONE.migrationsSchema)}.${sql.identifier(DONE.migrationsTable)}`;
	const { rows } = await drizzle({ client }).execute<{ newest: string | null }>(
		sql`select max(created_at) as newest from ${table}`,
	);
	return Number(rows[0]?.newest ?? 0);
}
