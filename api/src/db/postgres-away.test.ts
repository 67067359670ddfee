import { Client } from "pg";
import { afterEach, expect, it } from "vitest";
import { describeOnPostgres } from "../testing/postgres-server.js";
import type { Database } from "./database.js";
import { openDatabase } from "./open-database.js";
import { worldStates } from "./schema.js";
import { until } from "../testing/until.js";

const row = (tick: number) => ({ worldId: "town", tick, takenAt: tick, state: Buffer.alloc(0) });

describeOnPostgres("PostgreSQL", (postgres) => {
	const databases: Database[] = [];
	const reports: string[] = [];
	afterEach(async () => {
		postgres().thaw();
		await Promise.all(databases.splice(0).map((database) => database.close()));
		reports.length = 0;
		await postgres().start();
	});
	const make = (url: string): Database => {
		const database = openDatabase({ url, report: (message) => reports.push(message) });
		databases.push(database);
		return database;
	};
	const count = (database: Database): Promise<number> => database.run((db) => db.$count(worldStates));
	const add = (database: Database, tick: number) =>
		database.run((db) => db.insert(worldStates).values(row(tick)));
	const refused = { name: "DatabaseError", code: "unavailable" };

	it("[DB10] that is away at the start is said to be, refuses at once, and is used once it is there", async () => {
		const url = await postgres().createDatabase();
		await postgres().kill();
		const database = make(url);
		await expect(count(database)).rejects.toMatchObject(refused);
		const began = Date.now();
		await expect(count(database)).rejects.toMatchObject(refused);
		expect(Date.now() - began).toBeLessThan(100);
		expect(database.status()).toMatchObject({ ready: false, detail: "cannot be reached" });
		await until(() => Date.now() - began > 1_000, "a second gone by");
		expect(reports).toEqual(["database: cannot be reached"]);
		await postgres().start();
		await database.opened();
		expect(await count(database)).toBe(0);
		expect(reports).toEqual(["database: cannot be reached", "database: open again"]);
	});

	it("[DB10] that dies and comes back loses nothing that was held, and needs no restart here", async () => {
		const database = make(await postgres().createDatabase());
		await add(database, 1);
		for (let tick = 2; tick < 5; tick++) {
			await postgres().kill();
			await until(() => !database.status().ready, "its death noticed without a call");
			await expect(add(database, 0)).rejects.toMatchObject(refused);
			await postgres().start();
			await database.opened();
			await add(database, tick);
			expect(await count(database)).toBe(tick);
		}
	}, 60_000);

	it("[DB11] that dies in the middle of a transaction holds nothing of it", async () => {
		const database = make(await postgres().createDatabase());
		await add(database, 1);
		const cut = database.transaction(async (db) => {
			await db.insert(worldStates).values(row(2));
			await postgres().kill();
			await db.insert(worldStates).values(row(3));
		});
		await expect(cut).rejects.toMatchObject(refused);
		await postgres().start();
		await database.opened();
		expect(await count(database)).toBe(1);
	});

	it("[DB12] that is frozen is away within seconds; calls under way are refused, and it is used when it thaws", async () => {
		const database = make(await postgres().createDatabase());
		await add(database, 1);
		postgres().freeze();
		const began = Date.now();
		const hanging = count(database).catch((error: unknown) => error);
		await until(() => !database.status().ready, "noticed");
		expect(Date.now() - began).toBeLessThan(9_000);
		await expect(count(database)).rejects.toMatchObject(refused);
		expect(await hanging).toMatchObject(refused);
		expect(Date.now() - began).toBeLessThan(12_000);
		postgres().thaw();
		await database.opened();
		expect(await count(database)).toBe(1);
	}, 40_000);

	it("[DB12] that is frozen keeps nobody from closing", async () => {
		const database = make(await postgres().createDatabase());
		await add(database, 1);
		postgres().freeze();
		const hanging = count(database).catch((error: unknown) => error);
		await until(() => database.status().connections.idle === 0, "asked");
		const began = Date.now();
		await database.close();
		expect(Date.now() - began).toBeLessThan(4_000);
		expect(await hanging).toMatchObject({ name: "DatabaseError" });
	});

	it("[DB13] that ends one connection is still there, and a call that was cut says so", async () => {
		const url = await postgres().createDatabase();
		const database = make(url);
		await add(database, 1);
		const outsider = new Client({ connectionString: url });
		await outsider.connect();
		const cut = database.transaction(async (db) => {
			await db.insert(worldStates).values(row(2));
			await outsider.query(
				"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'earshot'",
			);
			await db.insert(worldStates).values(row(3));
		});
		await expect(cut).rejects.toMatchObject(refused);
		await outsider.end();
		expect(database.status().ready).toBe(true);
		expect(await count(database)).toBe(1);
		expect(reports).toEqual([]);
	});

	it("[DB13] that has no connection or time to spare refuses the call alone", async () => {
		const database = make(await postgres().createDatabase());
		await add(database, 1);
		let open = (): void => undefined;
		const opened = new Promise<void>((resolve) => (open = resolve));
		const holding = Array.from({ length: 8 }, () =>
			database.transaction(async (db) => {
				await db.$count(worldStates);
				await opened;
			}),
		);
		await until(
			() => database.status().connections.open - database.status().connections.idle === 8,
			"all in use",
		);
		await expect(count(database)).rejects.toMatchObject(refused);
		expect(database.status()).toMatchObject({ ready: true });
		open();
		await Promise.all(holding);
		expect(await count(database)).toBe(1);
		const slow = database.transaction(async (db) => {
			await db.execute("set local statement_timeout = 50");
			await db.execute("select pg_sleep(10)");
		});
		await expect(slow).rejects.toMatchObject(refused);
		expect(await count(database)).toBe(1);
		expect(reports).toEqual([]);
	});
});
