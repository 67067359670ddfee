import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableName, sql } from "drizzle-orm";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeOnPostgres } from "../testing/postgres-server.js";
import type { Database } from "./database.js";
import { MIGRATIONS } from "./migrate.js";
import { openDatabase } from "./open-database.js";
import * as schema from "./schema.js";
import { embeddedFolders } from "./testing/embedded-folders.js";
import { until } from "../testing/until.js";

/** Names of all tables of the schema. */
const TABLES = Object.values(schema).map(getTableName).sort();

interface Journal {
	entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

async function journalOf(folder: string): Promise<Journal> {
	return JSON.parse(await readFile(join(folder, "meta", "_journal.json"), "utf8")) as Journal;
}

/** The migrations and one more after them. */
async function migrationsAnd(text: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-migrations-"));
	await cp(MIGRATIONS, folder, { recursive: true });
	const journal = await journalOf(folder);
	const last = journal.entries.at(-1)!;
	journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1_000, tag: "9999_later" });
	await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify(journal));
	await writeFile(join(folder, "9999_later.sql"), text);
	return folder;
}

describe("the migrations", () => {
	it("[DB15] lead to the tables of the schema: there is nothing left to generate", async () => {
		const { entries } = await journalOf(MIGRATIONS);
		const name = `${entries.at(-1)!.tag.slice(0, 4)}_snapshot.json`;
		const reached = JSON.parse(await readFile(join(MIGRATIONS, "meta", name), "utf8")) as ReturnType<
			typeof generateDrizzleJson
		>;
		expect(await generateMigration(reached, generateDrizzleJson({ ...schema }))).toEqual([]);
		const before = generateDrizzleJson({});
		expect(await generateMigration(before, generateDrizzleJson({ ...schema }))).not.toEqual([]);
	});

	it("[DB15] are in order, each with its file", async () => {
		const { entries } = await journalOf(MIGRATIONS);
		for (const [at, { idx, tag, when }] of entries.entries()) {
			expect(idx).toBe(at);
			expect(when).toBeGreaterThan(entries[at - 1]?.when ?? 0);
			expect(await readFile(join(MIGRATIONS, `${tag}.sql`), "utf8")).not.toBe("");
		}
	});
});

function suite(newPlace: () => Promise<{ readonly url?: string; readonly directory?: string }>): void {
	const databases: Database[] = [];
	let folders: string[] = [];
	let place: Awaited<ReturnType<typeof newPlace>>;
	beforeEach(async () => {
		place = await newPlace();
	});
	afterEach(async () => {
		await Promise.all(databases.splice(0).map((database) => database.close()));
		await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
		folders = [];
	});
	const open = async (text?: string): Promise<Database> => {
		const migrationsFolder = text === undefined ? undefined : await migrationsAnd(text);
		if (migrationsFolder !== undefined) folders.push(migrationsFolder);
		const database = openDatabase({
			...place,
			report: () => undefined,
			...(migrationsFolder !== undefined && { migrationsFolder }),
		});
		databases.push(database);
		return database;
	};
	const tables = async (database: Database): Promise<readonly string[]> => {
		const { rows } = await database.run((db) =>
			db.execute<{ name: string }>(
				sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
			),
		);
		return rows.map(({ name }) => name);
	};
	const LATER =
		"create table later (a integer);\n--> statement-breakpoint\ncreate table later_still (a integer);";

	it("[DB16] bring a database of before up to date, and leave one of now alone", async () => {
		const before = await open();
		await before.run((db) =>
			db.insert(schema.worldStates).values({ worldId: "town", tick: 1, takenAt: 1, state: Buffer.alloc(0) }),
		);
		await before.close();
		for (let start = 0; start < 2; start++) {
			const after = await open(LATER);
			expect(await tables(after)).toEqual([...TABLES, "later", "later_still"].sort());
			expect(await after.run((db) => db.$count(schema.worldStates))).toBe(1);
			await after.close();
		}
	});

	it("[DB17] leave nothing of one that fails in the middle, and go on once it is right", async () => {
		await (await open()).run((db) => db.$count(schema.worldStates));
		await databases[0]!.close();
		const failing = await open("create table later (a integer);\n--> statement-breakpoint\ncreate nonsense;");
		await expect(tables(failing)).rejects.toMatchObject({ code: "unavailable" });
		await failing.close();
		const before = await open();
		expect(await tables(before)).toEqual(TABLES);
		await before.close();
		expect(await tables(await open(LATER))).toEqual([...TABLES, "later", "later_still"].sort());
	});

	it("[DB18] of a newer Earshot are left alone: this one does not open the database, and says why", async () => {
		const newer = await open(LATER);
		await newer.opened();
		await newer.close();
		const older = await open();
		await expect(tables(older)).rejects.toMatchObject({ name: "DatabaseError", code: "newer" });
		expect(older.status()).toMatchObject({
			ready: false,
			detail: expect.stringMatching(/newer Earshot/) as string,
		});
	});
}

describe("migrations of the embedded database", () => {
	const newFolder = embeddedFolders();
	suite(async () => ({ directory: await newFolder() }));
});

describeOnPostgres("migrations of PostgreSQL", (postgres) => {
	suite(async () => ({ url: await postgres().createDatabase() }));

	it("[DB19] are done once by several instances that start at once", async () => {
		const url = await postgres().createDatabase();
		const folder = await migrationsAnd(
			"create table later (a integer);\n--> statement-breakpoint\nselect pg_sleep(0.3);",
		);
		const reports: string[] = [];
		const databases = Array.from({ length: 6 }, () =>
			openDatabase({ url, migrationsFolder: folder, report: (message) => reports.push(message) }),
		);
		for (const database of databases) database.open();
		await Promise.all(databases.map((database) => database.opened()));
		await until(() => databases.every((database) => database.status().ready), "all open");
		const { rows } = await databases[0]!.run((db) =>
			db.execute<{ done: number }>(sql`select count(*)::int as done from drizzle.__drizzle_migrations`),
		);
		expect(rows[0]?.done).toBe((await journalOf(folder)).entries.length);
		expect(reports).toEqual([]);
		await Promise.all(databases.map((database) => database.close()));
		await rm(folder, { recursive: true });
	});
});
