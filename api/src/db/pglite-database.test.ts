import { describe, expect, it } from "vitest";
import { databaseContract } from "./database-contract.js";
import { openDatabase } from "./open-database.js";
import { worldStates } from "./schema.js";
import { embeddedFolders } from "./testing/embedded-folders.js";

const report = (): void => undefined;

describe("the embedded database", () => {
	const newFolder = embeddedFolders();
	databaseContract(async () => openDatabase({ report, directory: await newFolder() }));

	it("[DB7] keeps what it holds when it is closed and opened again", async () => {
		const directory = await newFolder();
		const row = { worldId: "town", tick: 1, takenAt: 1, state: Buffer.from("x") };
		const first = openDatabase({ report, directory });
		await first.run((db) => db.insert(worldStates).values(row));
		await first.close();
		const second = openDatabase({ report, directory });
		expect(await second.run((db) => db.select().from(worldStates))).toEqual([row]);
		await second.close();
	});
});

describe("the embedded database on the way out", () => {
	const newFolder = embeddedFolders();

	it("[DB25] is opened no more, and nobody waits for it", async () => {
		const database = openDatabase({ report, directory: await newFolder() });
		const asked = database.run((db) => db.$count(worldStates));
		const transacted = database.transaction((db) => db.$count(worldStates));
		database.openNoMore();
		await expect(asked).rejects.toMatchObject({ code: "closed" });
		await expect(transacted).rejects.toMatchObject({ code: "closed" });
		await expect(database.run((db) => db.$count(worldStates))).rejects.toMatchObject({ code: "closed" });
		await database.close();
	});

	it("[DB25] that is open answers until it is closed", async () => {
		const database = openDatabase({ report, directory: await newFolder() });
		await database.opened();
		database.openNoMore();
		expect(await database.run((db) => db.$count(worldStates))).toBe(0);
		await database.close();
	});
});

describe("the embedded database in memory", () => {
	it("[DB7] needs no folder", { timeout: 120_000 }, async () => {
		const database = openDatabase({ report });
		await database.opened();
		expect(await database.run((db) => db.$count(worldStates))).toBe(0);
		await database.close();
	});
});
