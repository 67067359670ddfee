import { Diverged } from "./apply.js";
import { backoffMs } from "./backoff.js";
import type { Clock } from "./clock.js";
import { Closed } from "./ends.js";
import type { Following } from "./follow.js";
import { MalformedFrame } from "./frames.js";
import { HttpFailure, Refused } from "./http.js";
import { createPause } from "./pause.js";
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
	/** A connection is over; there will be another, at once where it says true. */
	readonly cut: (end: unknown, reason: string) => boolean;
	/** There will be no other until `start` is called. */
	readonly refused: (refused: Refused) => void;
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
/**
 * The same where the copy turned out wrong: longer than a quiet world takes from one checksum to the next, so that a
 * server whose word never fits is asked for its state ever more seldom.
 */
const PROVEN_MS = 300_000;
/** A server that goes away is soon back, or another one is there: its readers come back spread over this time. */
const DRAIN_SPREAD_MS = 1_000;
/** Credentials that are tried one right after the other; whatever gives more of them is asked more slowly. */
const RENEWALS_AT_ONCE = 3;
/** After sleep, a connection that has missed a heartbeat (15 s) is given up rather than waited for. */
const SUSPECT_MS = 20_000;

/** Keeps a reader connected: backs off with jitter between tries, renews its credential, notices sleep. */
export function keepConnected(ports: ConnectionPorts): Connection {
	const { clock, random, wake, renew, cut, refused } = ports;
	let running: AbortController | undefined;
	let following: Following | undefined;
	const pause = createPause(clock);
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

	/** Whether the connection that is over was a good one. */
	function wasGood(end: unknown): boolean {
		const needed = end instanceof Diverged || end instanceof MalformedFrame ? PROVEN_MS : STABLE_MS;
		return openedAt !== undefined && clock.now() - openedAt >= needed;
	}

	function waitAfter(end: unknown, attempt: number): number {
		if (end instanceof Closed && end.why === "draining") return random() * DRAIN_SPREAD_MS;
		const asked = end instanceof HttpFailure ? (end.retryAfterMs ?? 0) : 0;
		return Math.max(backoffMs(attempt, random()), asked);
	}

	async function run(stop: AbortSignal): Promise<void> {
		let attempt = 0;
		let renewals = 0;
		while (!stop.aborted) {
			const end = await connect(stop);
			if (stop.aborted) return;
			const reason = end instanceof Error ? end.message : String(end);
			if (openedAt !== undefined) renewals = 0;
			if (end instanceof Refused) {
				// Who was let in until now sees that nothing new comes while another credential is got.
				if (openedAt !== undefined) cut(end, reason);
				const isRenewed = await renew(end);
				if (stop.aborted) return;
				if (!isRenewed) {
					close();
					return refused(end);
				}
				renewals += 1;
				if (renewals > RENEWALS_AT_ONCE) await pause.wait(backoffMs(renewals, random()), stop);
				continue;
			}
			if (cut(end, reason)) continue;
			if (wasGood(end)) attempt = 0;
			await pause.wait(waitAfter(end, attempt), stop);
			attempt += 1;
		}
	}

	function check(): void {
		pause.hurry();
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
