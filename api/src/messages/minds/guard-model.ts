import type { Logger } from "pino";
import type { Breaker } from "./breaker.js";
import { MindError } from "./mind-error.js";
import type { MindMetrics } from "./mind-metrics.js";
import { abortable, within } from "./within.js";

/** Before the second try, where the model does not say for how long. */
const RETRY_PAUSE_SECONDS = 0.2;

/** With less time than this left a second try could not be answered. */
const LEAST_RETRY_SECONDS = 0.5;

/** Something that is asked of a model. */
export interface Asking<T> {
	readonly ask: (signal: AbortSignal) => Promise<T>;
	/** For all of it. */
	readonly seconds: number;
	readonly signal: AbortSignal;
}

/** Undefined where the model did not answer, in time or at all. Rejects where the caller aborts, and then alone. */
export type AskModel = <T>(asking: Asking<T>) => Promise<T | undefined>;

export interface GuardOptions {
	/** Of the model. */
	readonly name: string;
	readonly breaker: Breaker;
	readonly metrics: MindMetrics;
	readonly logger: Logger;
	/** Seconds that only go on. */
	readonly now: () => number;
	/** Ends everything that is under way. */
	readonly stopped: AbortSignal;
}

/**
 * Asks a model within a time: after a failure that may pass once more, and one that keeps failing is left alone for a
 * while.
 */
export function guardModel(options: GuardOptions): AskModel {
	const { name, breaker, metrics, logger, now, stopped } = options;

	const askTwice = async <T>({ ask, seconds, signal }: Asking<T>): Promise<T> => {
		const started = now();
		return within({ seconds, signals: [signal, stopped] }, async (inner) => {
			try {
				return await ask(inner);
			} catch (error) {
				const pause = retryPause(error, seconds - (now() - started));
				if (pause === undefined || inner.aborted) throw error;
				metrics.retried();
				await abortable(pause, inner);
				return ask(inner);
			}
		});
	};

	return async (asking) => {
		for (const signal of [asking.signal, stopped]) signal.throwIfAborted();
		if (!breaker.enter(now())) {
			metrics.asked("skipped", 0);
			return undefined;
		}
		const started = now();
		try {
			const answer = await askTwice(asking);
			breaker.succeeded();
			metrics.asked("answered", now() - started);
			return answer;
		} catch (error) {
			const given = [asking.signal, stopped].find(({ aborted }) => aborted);
			if (given) {
				breaker.abandoned();
				metrics.asked("aborted", now() - started);
				throw given.reason;
			}
			const failure = asFailure(error);
			breaker.failed(now());
			metrics.asked(failure.failure, now() - started);
			const details = { mind: name, failure: failure.failure, reason: failure.message };
			if (breaker.state(now()) === "closed") logger.debug(details, "the model did not answer");
			else logger.warn(details, "the model is left alone for a while; the scripted mind answers");
			return undefined;
		}
	};
}

/** Seconds until a second try, or undefined where it makes no sense. */
function retryPause(error: unknown, leftSeconds: number): number | undefined {
	if (!(error instanceof MindError) || !error.mayRetry) return undefined;
	const pause = error.retryAfterSeconds ?? RETRY_PAUSE_SECONDS;
	return pause + LEAST_RETRY_SECONDS <= leftSeconds ? pause : undefined;
}

/** An error that is not of our making may hold anything; its text is kept to itself. */
function asFailure(error: unknown): MindError {
	if (error instanceof MindError) return error;
	return new MindError("the model failed in an unknown way", { failure: "malformed", mayRetry: false });
}
