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

describe("the embedded database in memory", () => {
	it("[DB7] needs no folder", { timeout: 120_000 }, async () => {
		const database = openDatabase({ report });
		await database.opened();
		expect(await database.run((db) => db.$count(worldStates))).toBe(0);
		await database.close();
	});
});
