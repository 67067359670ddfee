import { readdirSync } from "node:fs";
import { cp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asc } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { type Child, startChild } from "../log/testing/child.js";
import type { Database } from "./database.js";
import { openDatabase } from "./open-database.js";
import { worldStates } from "./schema.js";
import { embeddedFolders } from "./testing/embedded-folders.js";

describe("the embedded database", () => {
	const newFolder = embeddedFolders();
	const databases: Database[] = [];
	const children: Child[] = [];
	const reports: string[] = [];
	afterEach(async () => {
		await Promise.all(children.splice(0).map((child) => child.kill("SIGKILL")));
		await Promise.all(databases.splice(0).map((database) => database.close()));
		reports.length = 0;
	});
	const open = (directory: string): Database => {
		const report = (message: string): void => void reports.push(message);
		const database = openDatabase({ directory, report, clock: () => 1_000 });
		databases.push(database);
		return database;
	};
	const write = (directory: string, from: number): Child => {
		const child = startChild(new URL("./testing/embedded-child.ts", import.meta.url), [
			directory,
			String(from),
		]);
		children.push(child);
		return child;
	};
	const ticks = async (database: Database): Promise<readonly number[]> =>
		(await database.run((db) => db.select().from(worldStates).orderBy(asc(worldStates.tick)))).map(
			({ tick }) => tick,
		);
	const add = (database: Database, tick: number) =>
		database.run((db) =>
			db.insert(worldStates).values({ worldId: "town", tick, takenAt: 0, state: Buffer.alloc(20_000, 7) }),
		);

	it("[DB8] holds after a SIGKILL what was acknowledged, and nothing by half", async () => {
		const directory = await newFolder();
		let from = 1;
		for (let round = 0; round < 3; round++) {
			const child = write(directory, from);
			await child.line(`held ${from + 9 + round * 20}`);
			await child.kill("SIGKILL");
			const acknowledged = Number(child.lines.at(-1)!.split(" ")[1]);
			const database = open(directory);
			const held = await ticks(database);
			expect(held.length).toBeGreaterThanOrEqual(acknowledged);
			expect(held.length % 2).toBe(0);
			expect(held).toEqual(held.map((_, at) => at + 1));
			await database.close();
			from = held.length + 1;
		}
		expect(reports).toEqual([]);
	}, 120_000);

	it("[DB9] belongs to one process: another is told so, goes on asking, and has it once the first is gone", async () => {
		const directory = await newFolder();
		const first = open(directory);
		await add(first, 0);
		const other = write(directory, 1);
		expect(await other.line("refused ")).toBe("taken");
		await first.close();
		const holder = write(directory, 1);
		await holder.line("held 2");
		const second = open(directory);
		await expect(ticks(second)).rejects.toMatchObject({ name: "DatabaseError", code: "taken" });
		expect(second.status()).toMatchObject({
			ready: false,
			detail: expect.stringMatching(/another process/) as string,
		});
		expect(reports).toHaveLength(1);
		await holder.kill("SIGKILL");
		await second.opened();
		expect((await ticks(second)).slice(0, 3)).toEqual([0, 1, 2]);
	}, 120_000);

	it("[DB9] sets files aside that it cannot start from, says so, and begins anew", async () => {
		const directory = await newFolder();
		const before = open(directory);
		await add(before, 1);
		await before.close();
		await truncate(join(directory, "data", "global", "pg_control"), 10);
		const after = open(directory);
		expect(await ticks(after)).toEqual([]);
		expect(after.status()).toMatchObject({
			ready: true,
			detail: expect.stringMatching(/^data lost: /) as string,
		});
		expect(after.status().detail).toMatch(/kept as data\.damaged-1000$/);
		expect(reports).toEqual([`database: ${after.status().detail}`]);
		await add(after, 2);
		await after.close();
		expect((await readdir(directory)).sort()).toEqual(["data", "data.damaged-1000"]);
		const again = open(directory);
		expect(await ticks(again)).toEqual([2]);
		expect(again.status().detail).toBeUndefined();
	}, 120_000);

	it("[DB9] sets files aside whose pages turn out garbled when they are read", async () => {
		const directory = await newFolder();
		const before = open(directory);
		for (let tick = 0; tick < 20; tick++) await add(before, tick);
		const { rows } = await before.run((db) =>
			db.execute<{ path: string }>("select pg_relation_filepath('world_states') as path"),
		);
		await before.close();
		await writeFile(join(directory, "data", rows[0]!.path), Buffer.alloc(8_192, 0x5a), { flag: "r+" });
		const after = open(directory);
		await expect(ticks(after)).rejects.toMatchObject({ name: "DatabaseError", code: "unavailable" });
		await after.opened();
		expect(await ticks(after)).toEqual([]);
		expect(after.status().detail).toMatch(/kept as data\.damaged-1000$/);
	}, 120_000);

	it("[DB9] leaves files of another PostgreSQL alone, and says so", async () => {
		const directory = await newFolder();
		await writeFile(join(directory, "data", "PG_VERSION"), "14\n");
		const database = open(directory);
		await expect(ticks(database)).rejects.toMatchObject({ name: "DatabaseError", code: "newer" });
		expect(readdirSync(directory)).not.toContain("data.damaged-1000");
		expect(database.status().detail).toMatch(/another version of PostgreSQL/);
	}, 60_000);

	it("[DB8] is not fooled by files that were never finished", async () => {
		const directory = await newFolder();
		await cp(join(directory, "data", "base"), join(directory, "data.new", "base"), { recursive: true });
		await rm(join(directory, "data"), { recursive: true });
		const database = open(directory);
		await database.opened();
		expect(await ticks(database)).toEqual([]);
		expect(database.status().detail).toBeUndefined();
	}, 120_000);
});
