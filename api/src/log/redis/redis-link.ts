import { Redis } from "ioredis";
import { LogError } from "../log-error.js";
import { LOG_SCRIPTS, type LogScript } from "./log-scripts.js";
import {
	eraseLostHistories,
	historyKeys,
	settleHistory,
	type History,
	type Settled,
} from "./redis-history.js";
import { CALL_MS, CLOSE_MS, CONNECT_MS, RETRY_MS } from "./redis-log-limits.js";

/** What a script is run with, beside the history that every script is told. */
export interface ScriptCall {
	/** Keys after the history's own. */
	readonly keys: readonly string[];
	readonly args: readonly (string | number | Buffer)[];
}

/** What a script answers after its code and the sequence. */
export interface ScriptReply {
	readonly code: "ok" | "conflict" | "invalid";
	readonly values: readonly unknown[];
	/** The history on which it was run. */
	readonly history: string;
}

export interface RedisLink {
	/**
	 * Runs a script on the history that Redis holds; `prepare` is told its name, and again where it turns out to be
	 * another. While Redis is there it is sent before this returns, in the order of the calls. Rejects with
	 * `LogError("unavailable")`, at once while Redis is away, else after `CALL_MS`; after each such rejection `onReady`
	 * follows, once Redis can be used again.
	 */
	readonly run: (script: LogScript, prepare: (history: string) => ScriptCall) => Promise<ScriptReply>;
	/** The name of the history that Redis holds, as far as it is known. */
	readonly history: () => string | undefined;
	readonly isReady: () => boolean;
	/** Resolves when Redis has been reached for the first time, or could not be. */
	readonly tried: Promise<void>;
	/** Waits for what is under way. */
	readonly close: () => Promise<void>;
}

export interface RedisLinkOptions {
	readonly url: string;
	/** A name that no history had. */
	readonly newHistory: () => string;
	/** Redis is there: for the first time, again, or with another history. */
	readonly onReady: () => void;
}

const AWAY = "Redis cannot be reached";

/** The connection to Redis, and which history of the log it holds. Comes up without Redis, and returns with it. */
export function connectRedis({ url, newHistory, onReady }: RedisLinkOptions): RedisLink {
	const client = new Redis(url, {
		retryStrategy: () => RETRY_MS,
		connectTimeout: CONNECT_MS,
		// For what the client asks by itself: a call has its own limit, which comes first.
		commandTimeout: CONNECT_MS,
		disconnectTimeout: CLOSE_MS,
		enableOfflineQueue: false,
		autoResendUnfulfilledCommands: false,
		maxRetriesPerRequest: 0,
	});
	const underWay = new Set<Promise<unknown>>();
	let history: History | undefined;
	/** The question which history it is, as long as the connection stands. */
	let settling: Promise<void> | undefined;
	let isSettled = false;
	let closing: Promise<void> | undefined;

	function settle(isLost: boolean): Promise<void> {
		isSettled = false;
		const asking = ask(isLost);
		const settled = asking.then(
			({ history: held, lost }) => {
				if (settling !== settled) return;
				history = held;
				isSettled = true;
				onReady();
				if (lost > 0) eraseLostHistories(client).catch(ignore);
			},
			(error: unknown) => {
				if (settling === settled) reconnect();
				throw error;
			},
		);
		settling = settled;
		settled.catch(ignore);
		return settled;
	}

	async function ask(isLost: boolean): Promise<Settled> {
		const settled = await settleHistory(client, { fresh: newHistory(), known: history, isLost });
		// Only now: a Redis that has not been asked for its history knows no script (`NOSCRIPT`).
		for (const { lua } of LOG_SCRIPTS) await client.script("LOAD", lua);
		return settled;
	}

	/** Until the connection stands anew, Redis counts as away, so that nobody waits for it. */
	function reconnect(): void {
		if (!settling) return;
		leave();
		client.disconnect(true);
	}

	function leave(): void {
		settling = undefined;
		isSettled = false;
	}

	/** What is wrong with the connection is told by `isReady` and to who calls; what is to be erased stays noted. */
	function ignore(): void {
		return undefined;
	}

	client.on("error", ignore);
	client.on("close", leave);
	const tried = new Promise<void>((resolve) => {
		client.on("ready", () => void settle(false).then(resolve, () => resolve()));
		client.once("close", () => resolve());
	});

	/** The script's answer; undefined where Redis holds another history than this process thought, settled anew since. */
	async function attempt(
		script: LogScript,
		prepare: (history: string) => ScriptCall,
	): Promise<ScriptReply | undefined> {
		while (!isSettled) {
			if (!settling) throw new LogError("unavailable", AWAY);
			await settling;
		}
		const known = history!;
		const { keys, args } = prepare(known.id);
		const allKeys = [...historyKeys(known.id), ...keys];
		let answer: unknown;
		try {
			answer = await client.callBuffer("EVALSHA", [
				script.sha,
				allKeys.length,
				...allKeys,
				known.id,
				known.seq,
				...args,
			]);
		} catch (error) {
			if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
			answer = ["stale"];
		}
		const [said, seq, ...values] = answer as unknown[];
		const code = String(said);
		if (code === "ok" || code === "conflict" || code === "invalid") {
			note(known.id, Number(seq));
			return { code, values, history: known.id };
		}
		// One of all who find out asks; the others wait for what it is told.
		if (isSettled && history?.id === known.id) await settle(code === "lost");
		return undefined;
	}

	function note(id: string, seq: number): void {
		if (history?.id === id && seq > history.seq) history = { ...history, seq };
	}

	async function answered(script: LogScript, prepare: (history: string) => ScriptCall): Promise<ScriptReply> {
		let late: LogError | undefined;
		let timer: NodeJS.Timeout | undefined;
		const limit = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				late = new LogError("unavailable", `Redis has not answered within ${CALL_MS} ms`);
				reject(late);
			}, CALL_MS);
		});
		const asking = async (): Promise<ScriptReply> => {
			for (;;) {
				const reply = await attempt(script, prepare);
				if (reply) return reply;
				if (late) throw late;
			}
		};
		try {
			return await Promise.race([asking(), limit]);
		} catch (cause) {
			const error = describe(cause);
			// Whoever was told so is woken when the connection stands anew.
			if (error.code === "unavailable") reconnect();
			throw error;
		} finally {
			clearTimeout(timer);
		}
	}

	return {
		run: (script, prepare) => {
			if (closing) return Promise.reject(new LogError("closed", "the log is closed"));
			const running = answered(script, prepare);
			underWay.add(running);
			const done = (): void => void underWay.delete(running);
			running.then(done, done);
			return running;
		},
		history: () => history?.id,
		isReady: () => isSettled && !closing,
		tried,
		close: () => {
			closing ??= (async () => {
				await Promise.allSettled(underWay);
				leave();
				client.disconnect();
			})();
			return closing;
		},
	};
}

/** What Redis has no room for was not written; of anything else, nobody knows. */
function describe(cause: unknown): LogError {
	if (cause instanceof LogError) return cause;
	const detail = cause instanceof Error ? cause.message : String(cause);
	if (/^(OOM|MISCONF|NOREPLICAS)/.test(detail)) {
		return new LogError("failed", `Redis takes no entries: ${detail}`, { cause });
	}
	return new LogError("unavailable", `Redis does not do what it is asked: ${detail}`, { cause });
}
