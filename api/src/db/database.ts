import type { NodePgDatabase } from "drizzle-orm/node-postgres";

/** Drizzle's query builder over the tables of the schema: the same on every engine, and inside transactions. */
export type Sql = Pick<
	NodePgDatabase,
	| "select"
	| "selectDistinct"
	| "selectDistinctOn"
	| "insert"
	| "update"
	| "delete"
	| "execute"
	| "with"
	| "$with"
	| "$count"
>;

export type DatabaseEngine = "pglite" | "postgres";

/** For `/readyz` and metrics. */
export interface DatabaseStatus {
	readonly engine: DatabaseEngine;
	/** Whether calls are answered. One that is opened for the first time is: calls wait for it. */
	readonly ready: boolean;
	/** Why it is not, or what became of data that could not be read. No addresses, no credentials. */
	readonly detail?: string;
	/** Connections: open in all, of those idle, and callers that wait for one. */
	readonly connections: { readonly open: number; readonly idle: number; readonly waiting: number };
}

/**
 * What must outlive the log, in tables: PGlite, embedded, or PostgreSQL. It opens by itself when it is first needed,
 * brings its tables up to date, and comes back by itself after it was away. Until then calls reject at once with
 * `DatabaseError`; nothing is queued, and nothing is tried twice that may have been held.
 */
export interface Database {
	/** Opens it now, in the background, so that the first call need not wait. */
	readonly open: () => void;
	/** Whether anybody has needed it so far. */
	readonly isNeeded: () => boolean;
	/** Resolves when it is open, however long that takes. Rejects once it is closed. */
	readonly opened: () => Promise<void>;
	/** One or more statements, each by itself. */
	readonly run: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
	/**
	 * All that `work` does, or nothing of it; read committed. Where another transaction was in its way (a deadlock) `work`
	 * is run again, so it must do nothing but query. Inside, only the `sql` handed in may be used: embedded there is
	 * one connection, and another call would wait for the end of this one.
	 */
	readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
	readonly status: () => DatabaseStatus;
	/** First on the way out: what is not open by now stays so, and calls that wait for it reject. What is open is so still. */
	readonly openNoMore: () => void;
	/** Waits for what is under way, for a moment. Calls reject from now on. */
	readonly close: () => Promise<void>;
}
