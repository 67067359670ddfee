import { abortable } from "../abortable.js";
import { backoffMs } from "../backoff.js";
import type { Clock } from "../clock.js";
import { CommandFailed } from "../experience/commands.js";
import { HttpFailure, Refused } from "../http.js";
import { createPause } from "../pause.js";
import { type Call, type CallPorts, call } from "./call.js";

/** A server that does not answer a call by then is asked again; the call is the same by its id. */
const ANSWER_MS = 15_000;

export interface CallerPorts extends CallPorts {
	readonly clock: Clock;
	/** In [0, 1), for the jitter of tries. */
	readonly random: () => number;
	/** Whether there is another credential to try after a refusal. */
	readonly renew: (refused: Refused) => Promise<boolean>;
}

/** Makes calls one after the other, in the order in which they are asked for, each until it is answered. */
export interface Caller {
	/** Rejects with CommandFailed. */
	readonly ask: (wanted: () => Call) => Promise<unknown>;
	/** Does not wait for the next try. */
	readonly hurry: () => void;
	/** What is unanswered rejects; what is asked for later begins anew. */
	readonly close: () => void;
}

export function createCaller(ports: CallerPorts): Caller {
	const { clock, random, renew } = ports;
	let closing = new AbortController();
	let last: Promise<unknown> = Promise.resolve();
	const pause = createPause(clock);

	/** One try, given up where no answer comes. */
	async function attempt(wanted: Call, stop: AbortSignal): Promise<unknown> {
		const trying = abortable(clock, stop, (signal) => call(ports, wanted, signal));
		const stopTimer = clock.after(ANSWER_MS, () => trying.abort(new Error("the server does not answer")));
		return trying.done.finally(stopTimer);
	}

	async function untilAnswered(wanted: () => Call, stop: AbortSignal): Promise<unknown> {
		for (let tries = 0; ; tries += 1) {
			if (stop.aborted) throw closed();
			try {
				return await attempt(wanted(), stop);
			} catch (error) {
				if (stop.aborted) throw closed();
				if (error instanceof Refused) {
					if (error.status === 401 && (await renew(error))) continue;
					throw new CommandFailed("refused", error.message);
				}
				if (isFinal(error)) throw new CommandFailed("failed", error.detail);
				const asked = error instanceof HttpFailure ? (error.retryAfterMs ?? 0) : 0;
				await pause.wait(Math.max(backoffMs(tries, random()), asked), stop);
			}
		}
	}

	return {
		ask(wanted) {
			const stop = closing.signal;
			const answered = last.then(() => untilAnswered(wanted, stop));
			last = answered.catch(() => undefined);
			return answered;
		},
		hurry: pause.hurry,
		close() {
			closing.abort();
			closing = new AbortController();
		},
	};
}

function closed(): CommandFailed {
	return new CommandFailed("closed", "the client was closed");
}

/** What is wrong with a call stays wrong; the rest passes. */
function isFinal(error: unknown): error is HttpFailure {
	return (
		error instanceof HttpFailure &&
		error.status >= 400 &&
		error.status < 500 &&
		error.status !== 408 &&
		error.status !== 429
	);
}
