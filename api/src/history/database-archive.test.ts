import { afterEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database.js";
import { openDatabase } from "../db/open-database.js";
import { worldStates } from "../db/schema.js";
import { embeddedFolders } from "../db/testing/embedded-folders.js";
import { describeOnPostgres } from "../testing/postgres-server.js";
import { archiveContract } from "./archive-contract.js";
import { ARCHIVE_LIMIT, createDatabaseArchive } from "./database-archive.js";

function suite(openEmpty: () => Promise<Database>): void {
	const databases: Database[] = [];
	afterEach(async () => {
		await Promise.all(databases.splice(0).map((database) => database.close()));
	});
	const open = async (): Promise<Database> => {
		const database = await openEmpty();
		databases.push(database);
		return database;
	};
	const put = (archive: ReturnType<typeof createDatabaseArchive>, tick: number, worldId = "town") =>
		archive.put({ worldId, tick, timestamp: tick, state: `{"tick":${tick}}` });

	archiveContract(async () => createDatabaseArchive(await open()));

	it("[DB20] is bounded: recent states stay, older ones thin out, the first is kept, others' are left", async () => {
		const archive = createDatabaseArchive(await open(), 20);
		await put(archive, 1, "other");
		for (let tick = 1; tick <= 200; tick++) {
			await put(archive, tick);
			const held = (await archive.list("town")).map((state) => state.tick);
			expect(held.length).toBeLessThanOrEqual(20);
			expect(held[0]).toBe(1);
			expect(held.slice(-10)).toEqual(
				Array.from({ length: Math.min(10, tick) }, (_, at) => Math.max(0, tick - 10) + at + 1),
			);
		}
		const held = (await archive.list("town")).map((state) => state.tick);
		const gaps = held.slice(1).map((tick, at) => tick - held[at]!);
		expect(Math.max(...gaps)).toBeGreaterThan(16);
		expect(await archive.list("other")).toHaveLength(1);
		expect(ARCHIVE_LIMIT).toBe(1_000);
	});

	it("[DB21] takes the same state from several instances at once, over and over", async () => {
		const database = await open();
		const archives = [createDatabaseArchive(database, 6), createDatabaseArchive(database, 6)];
		for (let tick = 1; tick <= 20; tick++) await Promise.all(archives.map((archive) => put(archive, tick)));
		expect((await archives[0]!.newestUpTo("town", 99))?.tick).toBe(20);
		expect((await archives[1]!.list("town")).length).toBeLessThanOrEqual(6);
	});

	it("[DB22] leaves a state as it is when its change fails, and goes on when asked again", async () => {
		const archive = createDatabaseArchive(await open());
		for (const tick of [1, 2, 3]) await put(archive, tick);
		const failing = archive.rewrite("tick", ({ tick }) => {
			if (tick === 2) throw new Error("cannot be read");
			return "{}";
		});
		await expect(failing).rejects.toThrow("cannot be read");
		const states = await Promise.all(
			[1, 2, 3].map(async (tick) => (await archive.newestUpTo("town", tick))?.state),
		);
		expect(states).toEqual(["{}", '{"tick":2}', '{"tick":3}']);
		expect(await archive.rewrite("tick", () => "{}")).toBe(2);
	});

	it("[DB23] rejects while the database cannot be had", async () => {
		const database = await open();
		const archive = createDatabaseArchive(database);
		await put(archive, 1);
		expect(archive.status()).toEqual({ engine: database.status().engine, ready: true });
		await database.close();
		await expect(put(archive, 2)).rejects.toMatchObject({ name: "DatabaseError", code: "closed" });
		await expect(archive.list("town")).rejects.toMatchObject({ name: "DatabaseError" });
		expect(archive.status()).toMatchObject({ ready: false, detail: "is closed" });
	});
}

describe("the archive in the embedded database", () => {
	const newFolder = embeddedFolders();
	let folder: string | undefined;
	// One that is emptied is as good as a new one, and opens far sooner.
	suite(async () => {
		folder ??= await newFolder();
		const database = openDatabase({ directory: folder, report: () => undefined });
		await database.run((db) => db.delete(worldStates));
		return database;
	});
});

describeOnPostgres("the archive in PostgreSQL", (postgres) => {
	suite(async () => openDatabase({ url: await postgres().createDatabase(), report: () => undefined }));
});
