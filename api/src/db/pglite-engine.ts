import { Pool } from "pg";
import { CLEAN_EVERY_MS, EMBEDDED_ANSWER_MS } from "./database-limits.js";
import { type OpenEngine, endPool } from "./engine.js";
import { migrateDatabase } from "./migrate.js";
import { openFolder } from "./pglite-folder.js";
import { type PgliteProcess, startPglite } from "./pglite-process.js";
import { PgliteStream } from "./pglite-stream.js";
import { sqlState } from "./database-error.js";

export interface PgliteOptions {
	/** Where its files lie; in memory where it is not given. */
	readonly directory?: string;
	readonly migrationsFolder?: string;
	/** Unix seconds. */
	readonly clock?: () => number;
}

/** What cannot be read, and an index that contradicts its table. */
const DAMAGE: ReadonlySet<string | undefined> = new Set(["XX001", "XX002"]);

/** PGlite, in a thread of its own, behind a pool of the one connection that it has. */
export function pgliteEngine({
	directory,
	migrationsFolder,
	clock = () => Date.now() / 1000,
}: PgliteOptions): OpenEngine {
	let damage: string | undefined;
	return async ({ onLost, signal }) => {
		let gone = onLost;
		const start = (folder: string): Promise<PgliteProcess> =>
			startPglite({ directory: folder, signal, onDeath: (cause) => gone(cause) });
		const opened =
			directory === undefined
				? { pglite: await start("memory://"), release: () => Promise.resolve() }
				: await openFolder({ directory, clock, signal, start, ...(damage !== undefined && { damage }) });
		damage = undefined;
		const pool = new Pool({
			stream: () => new PgliteStream(opened.pglite),
			// Named, so that nothing is taken from the environment.
			host: "embedded",
			user: "postgres",
			database: "postgres",
			ssl: false,
			max: 1,
			// What is asked at once is sent at once.
			pipeline: true,
			connectionTimeoutMillis: EMBEDDED_ANSWER_MS,
			query_timeout: EMBEDDED_ANSWER_MS,
			idleTimeoutMillis: 0,
		});
		// The thread's own end says it too, and why; unheard, these would end the process.
		pool.on("error", () => undefined);
		pool.on("connect", (client) => client.on("error", () => undefined));
		const cleaning = setInterval(() => void pool.query("vacuum analyze").catch(suspect), CLEAN_EVERY_MS);
		const close = async (): Promise<void> => {
			clearInterval(cleaning);
			await endPool(pool);
			await opened.pglite.close();
			await opened.release();
		};
		let lost = false;
		gone = (cause) => {
			if (lost) return;
			lost = true;
			onLost(cause);
		};
		function suspect(error: unknown): void {
			if (DAMAGE.has(sqlState(error))) damage = error instanceof Error ? error.message : String(error);
			gone(error);
		}
		try {
			const client = await pool.connect();
			try {
				await migrateDatabase(client, {
					shared: false,
					...(migrationsFolder !== undefined && { migrationsFolder }),
				});
			} finally {
				client.release();
			}
		} catch (error) {
			await close();
			throw error;
		}
		return { pool, suspect, close, ...("notice" in opened && { notice: opened.notice }) };
	};
}
