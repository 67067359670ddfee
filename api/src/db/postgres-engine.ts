import { Socket } from "node:net";
import { Client, Pool } from "pg";
import {
	ANSWER_MS,
	CONNECT_MS,
	IDLE_IN_TRANSACTION_MS,
	LOOK_EVERY_MS,
	LOOK_MS,
	MIGRATION_MS,
	POOL_CONNECTIONS,
	POOL_IDLE_MS,
	STATEMENT_MS,
} from "./database-limits.js";
import { type OpenEngine, endPool } from "./engine.js";
import { migrateDatabase } from "./migrate.js";

export interface PostgresOptions {
	/** As `postgres://user:password@host:port/database?sslmode=…`. */
	readonly url: string;
	readonly migrationsFolder?: string;
}

/**
 * PostgreSQL: a pool of connections, and one beside it that migrates first and then looks every few seconds whether
 * the server is there, so that a busy pool is never taken for a dead server.
 */
export function postgresEngine({ url, migrationsFolder }: PostgresOptions): OpenEngine {
	return async ({ onLost, signal }) => {
		const sockets = new Set<Socket>();
		const common = {
			connectionString: url,
			connectionTimeoutMillis: CONNECT_MS,
			keepAlive: true,
			// Its own sockets, so that they can be cut off: a server that is frozen never closes its end.
			stream: () => {
				const socket = new Socket();
				sockets.add(socket.once("close", () => sockets.delete(socket)));
				return socket;
			},
		};
		const cutOff = (): void => {
			for (const socket of sockets) socket.destroy();
		};
		const watcher = new Client({ ...common, application_name: "earshot-watch", query_timeout: MIGRATION_MS });
		let gone = (_cause: unknown): void => undefined;
		watcher.on("error", (error) => gone(error));
		signal.addEventListener("abort", cutOff);
		try {
			await watcher.connect();
			await migrateDatabase(watcher, {
				shared: true,
				...(migrationsFolder !== undefined && { migrationsFolder }),
			});
		} catch (error) {
			cutOff();
			throw error;
		} finally {
			signal.removeEventListener("abort", cutOff);
		}
		const pool = new Pool({
			...common,
			application_name: "earshot",
			max: POOL_CONNECTIONS,
			// What is asked at once is sent at once.
			pipeline: true,
			idleTimeoutMillis: POOL_IDLE_MS,
			query_timeout: ANSWER_MS,
			statement_timeout: STATEMENT_MS,
			idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
		});
		const watch = startWatch(watcher, onLost);
		gone = watch.lost;
		pool.on("error", watch.look);
		// One that is in use has nobody else to tell when its server goes; unheard, that would end the process.
		pool.on("connect", (client) => client.on("error", watch.look));
		return {
			pool,
			suspect: watch.look,
			async close() {
				watch.stop();
				await endPool(pool);
				cutOff();
			},
		};
	};
}

interface Watch {
	readonly look: () => void;
	readonly lost: (cause: unknown) => void;
	readonly stop: () => void;
}

/** Looks now and then, and whenever it is asked to, one look at a time; says once when the server is gone. */
function startWatch(watcher: Client, onLost: (cause: unknown) => void): Watch {
	let ended = false;
	let looking = false;
	const stop = (): void => {
		ended = true;
		clearInterval(timer);
	};
	const lost = (cause: unknown): void => {
		if (ended) return;
		stop();
		onLost(cause);
	};
	const look = (): void => {
		if (ended || looking) return;
		looking = true;
		const late = setTimeout(() => lost(new Error(`no answer within ${LOOK_MS} ms`)), LOOK_MS);
		watcher
			.query("select 1")
			.catch(lost)
			.finally(() => {
				clearTimeout(late);
				looking = false;
			});
	};
	const timer = setInterval(look, LOOK_EVERY_MS);
	return { look, lost, stop };
}
