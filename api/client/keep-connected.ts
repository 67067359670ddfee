import { backoffMs } from "./backoff.js";
import type { Clock } from "./clock.js";
import type { Following } from "./follow.js";
import { HttpFailure, Refused } from "./http.js";
import type { Wake } from "./wake.js";

/** What one connection tells of itself while it stands. */
export interface Standing {
	/** The server lets this reader in. */
	readonly opened: () => void;
	readonly following: (following: Following) => void;
}

export interface ConnectionPorts {
	readonly clock: Clock;
	/** In [0, 1), for the jitter of reconnects. */
	readonly random: () => number;
	readonly wake: Wake;
	/** Makes one connection; rejects when it is over, saying why. */
	readonly connect: (stop: AbortSignal, standing: Standing) => Promise<never>;
	/** Whether there is another credential to try after a refusal. */
	readonly renew: (refused: Refused) => Promise<boolean>;
	/** A connection is over; there will be another. */
	readonly cut: (end: unknown, reason: string) => void;
	/** There will be no other until `start` is called. */
	readonly refused: (reason: string) => void;
}

/** One connection after the other, for as long as it is wanted. */
export interface Connection {
	/** Starts connecting; false where it already does. */
	readonly start: () => boolean;
	/** Looks now whether the connection still stands, and does not wait for the next try. */
	readonly check: () => void;
	readonly stop: () => void;
}

/** A connection that has stood this long was a good one: the next cut starts the back-off anew. */
const STABLE_MS = 10_000;
/** After sleep, a connection that has missed a heartbeat (15 s) is given up rather than waited for. */
const SUSPECT_MS = 20_000;

/** Keeps a reader connected: backs off with jitter between tries, renews its credential, notices sleep. */
export function keepConnected(ports: ConnectionPorts): Connection {
	const { clock, random, wake, renew, cut, refused } = ports;
	let running: AbortController | undefined;
	let following: Following | undefined;
	let wakeUp: (() => void) | undefined;
	let openedAt: number | undefined;

	/** Resolves with what ended one connection. */
	async function connect(stop: AbortSignal): Promise<unknown> {
		openedAt = undefined;
		try {
			return await ports.connect(stop, {
				opened: () => (openedAt = clock.now()),
				following: (next) => (following = next),
			});
		} catch (error) {
			return error;
		} finally {
			following = undefined;
		}
	}

	function pause(ms: number, stop: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			const done = (): void => {
				stopTimer();
				stop.removeEventListener("abort", done);
				wakeUp = undefined;
				resolve();
			};
			const stopTimer = clock.after(ms, done);
			stop.addEventListener("abort", done);
			wakeUp = done;
		});
	}

	async function run(stop: AbortSignal): Promise<void> {
		let attempt = 0;
		while (!stop.aborted) {
			const end = await connect(stop);
			if (stop.aborted) return;
			const reason = end instanceof Error ? end.message : String(end);
			if (end instanceof Refused) {
				if (await renew(end)) continue;
				if (stop.aborted) return;
				close();
				return refused(reason);
			}
			cut(end, reason);
			if (openedAt !== undefined && clock.now() - openedAt >= STABLE_MS) attempt = 0;
			const asked = end instanceof HttpFailure ? (end.retryAfterMs ?? 0) : 0;
			await pause(Math.max(backoffMs(attempt, random()), asked), stop);
			attempt += 1;
		}
	}

	function check(): void {
		wakeUp?.();
		following?.giveUpIfSilentFor(SUSPECT_MS);
	}

	function close(): void {
		running?.abort();
		running = undefined;
	}

	return {
		start() {
			if (running) return false;
			running = new AbortController();
			running.signal.addEventListener("abort", wake(check));
			void run(running.signal);
			return true;
		},
		check,
		stop: close,
	};
}
