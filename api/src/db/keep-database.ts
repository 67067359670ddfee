import type { Database, DatabaseEngine, Sql } from "./database.js";
import { DatabaseError } from "./database-error.js";
import { OPEN_WAIT_MS, RETRY_FIRST_MS, RETRY_MOST_MS, RETRY_REFUSED_MS } from "./database-limits.js";
import { type Engine, type OpenEngine, runOn, transactOn } from "./engine.js";

export interface KeepDatabaseOptions {
	readonly name: DatabaseEngine;
	readonly openEngine: OpenEngine;
	/** Told when it is lost, cannot be opened (once, until the reason is another) and is back. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/**
 * `idle`: nobody needed it so far. `opening`: for the first time, calls wait. `away`: it is being tried, calls are
 * refused with `why`.
 */
type State =
	| { readonly kind: "idle" }
	| { readonly kind: "opening"; readonly engine: Promise<Engine> }
	| { readonly kind: "open"; readonly engine: Engine }
	| { readonly kind: "away"; readonly why: DatabaseError }
	| { readonly kind: "closed" };

const NONE = { open: 0, idle: 0, waiting: 0 };

/** A database that opens when it is needed, and again whenever it was lost, until it is closed. */
export function keepDatabase({ name, openEngine, report }: KeepDatabaseOptions): Database {
	let state: State = { kind: "idle" };
	let isNeeded = false;
	let failures = 0;
	let reported: string | undefined;
	let retry: NodeJS.Timeout | undefined;
	/** What is under way: an attempt, or the end of an engine that was lost. One at a time. */
	let attempt: Promise<unknown> = Promise.resolve();
	const ending = new AbortController();
	const waiting = new Set<() => void>();

	function become(next: State): void {
		state = next;
		for (const look of [...waiting]) look();
	}

	function goAway(why: DatabaseError): void {
		if (state.kind === "closed") return;
		become({ kind: "away", why });
		if (reported !== why.message) report(`database: ${why.message}`, { err: why.cause ?? why });
		reported = why.message;
		const patient = why.code === "newer" ? RETRY_REFUSED_MS : RETRY_MOST_MS;
		const delay = why.code === "newer" ? patient : Math.min(RETRY_FIRST_MS * 2 ** failures, patient);
		failures += 1;
		retry = setTimeout(() => void tryOpen().catch(() => undefined), delay);
	}

	/** Rejects with DatabaseError, after which it goes on by itself. */
	function tryOpen(): Promise<Engine> {
		let lost: { readonly cause: unknown } | undefined;
		let engine: Engine | undefined;
		const onLost = (cause: unknown): void => {
			lost = { cause };
			if (!engine || state.kind !== "open" || state.engine !== engine) return;
			goAway(unavailable(cause));
			attempt = engine.close();
		};
		const before = attempt;
		const opening = (async () => {
			try {
				await before;
				engine = await openEngine({ onLost, signal: ending.signal });
				if (lost) throw lost.cause;
			} catch (error) {
				await engine?.close();
				const why = error instanceof DatabaseError ? error : unavailable(error);
				goAway(why);
				throw why;
			}
			if (state.kind === "closed") {
				await engine.close();
				throw closed();
			}
			if (engine.notice !== undefined) report(`database: ${engine.notice}`, {});
			if (reported !== undefined) report("database: open again", {});
			failures = 0;
			reported = undefined;
			become({ kind: "open", engine });
			return engine;
		})();
		attempt = opening.catch(() => undefined);
		return opening;
	}

	/** Whoever needs it while it opens for the first time waits for a bounded time, and not beyond its end; it goes on opening. */
	async function promptly(opening: Promise<Engine>): Promise<Engine> {
		let late: NodeJS.Timeout | undefined;
		let give = (): void => undefined;
		const given = new Promise<never>((_resolve, reject) => {
			give = () => reject(closed());
			late = setTimeout(() => {
				const why = new DatabaseError("unavailable", "is still being opened");
				if (state.kind === "opening") become({ kind: "away", why });
				reject(why);
			}, OPEN_WAIT_MS);
			ending.signal.addEventListener("abort", give, { once: true });
		});
		return Promise.race([opening, given]).finally(() => {
			clearTimeout(late);
			ending.signal.removeEventListener("abort", give);
		});
	}

	function open(): Promise<Engine> {
		switch (state.kind) {
			case "idle": {
				isNeeded = true;
				const engine = promptly(tryOpen());
				become({ kind: "opening", engine });
				return engine;
			}
			case "opening":
				return state.engine;
			case "open":
				return Promise.resolve(state.engine);
			case "away":
				return Promise.reject(
					new DatabaseError(state.why.code, state.why.message, { cause: state.why.cause }),
				);
			case "closed":
				return Promise.reject(closed());
		}
	}

	function end(): void {
		become({ kind: "closed" });
		clearTimeout(retry);
		ending.abort();
	}

	return {
		open: () => void open().catch(() => undefined),
		isNeeded: () => isNeeded,
		opened: () =>
			new Promise((resolve, reject) => {
				const look = (): void => {
					if (state.kind !== "open" && state.kind !== "closed") return;
					waiting.delete(look);
					if (state.kind === "open") resolve();
					else reject(closed());
				};
				waiting.add(look);
				look();
				if (state.kind === "idle") void open().catch(() => undefined);
			}),
		run: async <T>(work: (sql: Sql) => Promise<T>) => runOn(await open(), work),
		transaction: async <T>(work: (sql: Sql) => Promise<T>) => transactOn(await open(), work),
		status() {
			switch (state.kind) {
				case "idle":
					return { engine: name, ready: true, detail: "opens when it is first needed", connections: NONE };
				case "opening":
					return { engine: name, ready: true, detail: "is being opened", connections: NONE };
				case "open": {
					const { pool, notice } = state.engine;
					const connections = { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
					return { engine: name, ready: true, ...(notice !== undefined && { detail: notice }), connections };
				}
				case "away":
					return { engine: name, ready: false, detail: state.why.message, connections: NONE };
				case "closed":
					return { engine: name, ready: false, detail: "is closed", connections: NONE };
			}
		},
		openNoMore() {
			if (state.kind !== "open") end();
		},
		async close() {
			const before = state;
			end();
			await attempt;
			if (before.kind === "open") await before.engine.close();
		},
	};
}

function unavailable(cause: unknown): DatabaseError {
	return new DatabaseError("unavailable", "cannot be reached", { cause });
}

function closed(): DatabaseError {
	return new DatabaseError("closed", "the database has been closed");
}
