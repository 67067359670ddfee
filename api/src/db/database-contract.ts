import { eq, sql } from "drizzle-orm";
import { afterEach, expect, it } from "vitest";
import type { Database } from "./database.js";
import { DatabaseError, sqlState } from "./database-error.js";
import { worldStates } from "./schema.js";

const row = (tick: number, worldId = "town") => ({
	worldId,
	tick,
	takenAt: tick + 0.25,
	state: Buffer.from([tick]),
});

/** What every database does. `make` gives an empty one, not yet opened. */
export function databaseContract(make: () => Promise<Database>): void {
	let databases: Database[] = [];
	afterEach(async () => {
		await Promise.all(databases.map((database) => database.close()));
		databases = [];
	});
	const open = async (): Promise<Database> => {
		const database = await make();
		databases.push(database);
		return database;
	};

	it("[DB1] opens when it is first needed, with its tables", async () => {
		const database = await open();
		expect(database.status()).toMatchObject({ ready: true, detail: "opens when it is first needed" });
		expect(database.isNeeded()).toBe(false);
		expect(await database.run((db) => db.select().from(worldStates))).toEqual([]);
		expect(database.status()).toMatchObject({ ready: true, connections: { waiting: 0 } });
		expect(database.status().connections.open).toBeGreaterThan(0);
		expect(database.status().detail).toBeUndefined();
		expect(database.isNeeded()).toBe(true);
	});

	it("[DB1] opens once for all that need it at once, or in the background", async () => {
		const database = await open();
		database.open();
		await Promise.all(
			Array.from({ length: 30 }, (_, at) => database.run((db) => db.insert(worldStates).values(row(at)))),
		);
		await database.opened();
		expect(await database.run((db) => db.$count(worldStates))).toBe(30);
	});

	it("[DB2] gives back what it was given: bytes, text, large and broken numbers", async () => {
		const database = await open();
		const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 256));
		const strange = {
			worldId: "é\"'\\%_🌍",
			tick: 2 ** 53 - 1,
			takenAt: 1_763_716_000.123_456_7,
			state: bytes,
		};
		await database.run((db) => db.insert(worldStates).values(strange));
		expect(await database.run((db) => db.select().from(worldStates))).toEqual([strange]);
	});

	it("[DB3] holds all of a transaction, or nothing of it", async () => {
		const database = await open();
		const given = await database.transaction(async (db) => {
			await db.insert(worldStates).values(row(1));
			await db.insert(worldStates).values(row(2));
			return db.$count(worldStates);
		});
		expect(given).toBe(2);
		const failed = database.transaction(async (db) => {
			await db.delete(worldStates);
			await db.insert(worldStates).values(row(3));
			throw new Error("changed my mind");
		});
		await expect(failed).rejects.toThrow("changed my mind");
		expect((await database.run((db) => db.select().from(worldStates))).map(({ tick }) => tick)).toEqual([
			1, 2,
		]);
	});

	it("[DB3] lets others see nothing of a transaction before its end", async () => {
		const database = await open();
		await database.run((db) => db.insert(worldStates).values(row(1)));
		let seen: Promise<number> | undefined;
		await database.transaction(async (db) => {
			await db.update(worldStates).set({ tick: 5 }).where(eq(worldStates.tick, 1));
			seen = database.run((other) => other.$count(worldStates, eq(worldStates.tick, 5)));
			await db.update(worldStates).set({ tick: 6 }).where(eq(worldStates.tick, 5));
		});
		expect(await seen).toBe(0);
	});

	it("[DB4] tells a rule that is broken from trouble of its own, and goes on", async () => {
		const database = await open();
		await database.run((db) => db.insert(worldStates).values(row(1)));
		const broken = await database
			.run((db) => db.insert(worldStates).values(row(1)))
			.catch((error: unknown) => error);
		expect(broken).not.toBeInstanceOf(DatabaseError);
		expect(sqlState(broken)).toBe("23505");
		const within = database.transaction(async (db) => {
			await db.insert(worldStates).values(row(2));
			await db.insert(worldStates).values(row(1));
		});
		expect(sqlState(await within.catch((error: unknown) => error))).toBe("23505");
		expect(await database.run((db) => db.$count(worldStates))).toBe(1);
		expect(database.status().ready).toBe(true);
	});

	it("[DB4] runs statements that are not the builder's, with parameters that stay parameters", async () => {
		const database = await open();
		const name = "x'); drop table world_states; --";
		const { rows } = await database.run((db) =>
			db.execute<{ name: string }>(sql`select ${name}::text as name`),
		);
		expect(rows).toEqual([{ name }]);
	});

	it("[DB5] counts right when many transactions want the same row", async () => {
		const database = await open();
		await database.run((db) => db.insert(worldStates).values({ ...row(1), takenAt: 0 }));
		await Promise.all(
			Array.from({ length: 40 }, () =>
				database.transaction(async (db) => {
					const [found] = await db.select().from(worldStates).where(eq(worldStates.tick, 1)).for("update");
					await db
						.update(worldStates)
						.set({ takenAt: found!.takenAt + 1 })
						.where(eq(worldStates.tick, 1));
				}),
			),
		);
		expect((await database.run((db) => db.select().from(worldStates)))[0]?.takenAt).toBe(40);
	});

	it("[DB6] refuses calls once it is closed, also while it opens, and closes twice", async () => {
		const opening = await open();
		const asked = opening.run((db) => db.$count(worldStates));
		const outcome = asked.catch((error: unknown) => error);
		await opening.close();
		expect(await outcome).toBeInstanceOf(DatabaseError);
		const database = await open();
		await database.run((db) => db.$count(worldStates));
		await database.close();
		await database.close();
		await expect(database.run((db) => db.$count(worldStates))).rejects.toMatchObject({ code: "closed" });
		await expect(database.opened()).rejects.toMatchObject({ code: "closed" });
		expect(database.status()).toMatchObject({ ready: false, detail: "is closed" });
	});
}
