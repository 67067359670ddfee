import { drizzle } from "drizzle-orm/node-postgres";
import type { Pool, PoolClient } from "pg";
import type { Sql } from "./database.js";
import { DatabaseError, sqlState, troubleOf } from "./database-error.js";
import { CLOSE_MS, TRANSACTION_ATTEMPTS } from "./database-limits.js";
import { atMost } from "../log/at-most.js";

/** An open database whose tables are up to date. */
export interface Engine {
	readonly pool: Pool;
	/** What became of earlier data, where that could not be read. */
	readonly notice?: string;
	/** A call failed as if the connection were gone: looks whether it is, and says so by `onLost`. */
	readonly suspect: (error: unknown) => void;
	readonly close: () => Promise<void>;
}

export interface OpenEngineOptions {
	/** Called once at most, when an open database is gone. It is to be closed all the same. */
	readonly onLost: (cause: unknown) => void;
	/** Ends the attempt, which then rejects. */
	readonly signal: AbortSignal;
}

/** Opens a database and brings its tables up to date. */
export type OpenEngine = (options: OpenEngineOptions) => Promise<Engine>;

/** Deadlock, and failed serialisation: the other transaction got through. */
const LOST_TO_ANOTHER: ReadonlySet<string | undefined> = new Set(["40001", "40P01"]);

/** Statements by themselves, each on a connection of its own. */
export function runOn<T>(engine: Engine, work: (sql: Sql) => Promise<T>): Promise<T> {
	return watched(engine, () => work(drizzle(engine.pool)));
}

/** One transaction, tried again where it lost against another. */
export async function transactOn<T>(engine: Engine, work: (sql: Sql) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await watched(engine, () => transactOnce(engine.pool, work));
		} catch (error) {
			if (attempt === TRANSACTION_ATTEMPTS || !LOST_TO_ANOTHER.has(sqlState(error))) throw error;
		}
	}
}

/**
 * Beside Drizzle's own way: the beginning is not waited for, as statements are answered in the order in which they were
 * sent, and a connection whose transaction could not be ended is dropped and not given back.
 */
async function transactOnce<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
	const client = await pool.connect();
	let broken = true;
	try {
		const result = await transactAs(client, work);
		broken = false;
		return result;
	} catch (error) {
		// Otherwise the rollback was done: its own failure would have been thrown instead.
		broken = troubleOf(error) === "gone";
		throw error;
	} finally {
		client.release(broken);
	}
}

async function transactAs<T>(client: PoolClient, work: (sql: Sql) => Promise<T>): Promise<T> {
	const begun = client.query("begin");
	try {
		const [result] = await Promise.all([work(drizzle(client)), begun]);
		await client.query("commit");
		return result;
	} catch (error) {
		await client.query("rollback");
		throw error;
	}
}

async function watched<T>(engine: Engine, call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		const trouble = troubleOf(error);
		if (trouble === undefined) throw error;
		if (trouble === "gone") engine.suspect(error);
		throw new DatabaseError("unavailable", TROUBLE[trouble], { cause: error });
	}
}

const TROUBLE = {
	gone: "the database cannot be reached",
	busy: "the database is too busy to answer in time",
} as const;

/** Ends a pool, waiting for what is under way, but not for a database that no longer answers. */
export async function endPool(pool: Pool): Promise<void> {
	await atMost(CLOSE_MS, pool.end());
}
