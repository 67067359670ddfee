import type { Logger } from "pino";
import type { MessagePriorityWire } from "../../../../game/src/shared/wire/index.js";
import type { Mind } from "../mind.js";
import type { Breaker } from "./breaker.js";
import { MindError } from "./mind-error.js";
import type { MindMetrics } from "./mind-metrics.js";
import { abortable, within } from "./within.js";

/** Shares of the time limit: players wait at once, nobody waits for what goes on in the background. */
const TIME_SHARES: Readonly<Record<MessagePriorityWire, number>> = {
	urgent: 0.75,
	conversation: 1,
	background: 2,
};

/** However long a model may take otherwise: a story that comes later than this has lost its listener. */
const MAX_NARRATION_SECONDS = 30;

/** Before the second try, where the model does not say for how long. */
const RETRY_PAUSE_SECONDS = 0.2;

/** With less time than this left a second try could not be answered. */
const LEAST_RETRY_SECONDS = 0.5;

/** Something that is asked of a mind, whichever it is in the end. */
interface Asking<T> {
	readonly ask: (mind: Mind, signal: AbortSignal) => Promise<T>;
	/** For all of it. */
	readonly seconds: number;
	readonly signal: AbortSignal;
}

export interface GuardedMindOptions {
	readonly model: Mind;
	/** Answers where the model cannot. */
	readonly fallback: Mind;
	readonly breaker: Breaker;
	readonly timeoutSeconds: number;
	readonly metrics: MindMetrics;
	readonly logger: Logger;
	/** Seconds that only go on. */
	readonly now: () => number;
	/** Ends everything that is under way. */
	readonly stopped: AbortSignal;
}

/**
 * A model that always answers in time: after a failure that may pass it is asked once more, behind a slow or broken
 * one the fallback answers (and `generatedBy` says so), and one that keeps failing is left alone for a while. Rejects
 * where the caller aborts, and then alone.
 */
export function guardMind(options: GuardedMindOptions): Mind {
	const { model, fallback, breaker, timeoutSeconds, metrics, logger, now, stopped } = options;

	const askModel = async <T>(asking: Asking<T>): Promise<T> => {
		const { seconds } = asking;
		const started = now();
		return within({ seconds, signals: [asking.signal, stopped] }, async (inner) => {
			try {
				return await asking.ask(model, inner);
			} catch (error) {
				const pause = retryPause(error, seconds - (now() - started));
				if (pause === undefined || inner.aborted) throw error;
				metrics.retried();
				await abortable(pause, inner);
				return asking.ask(model, inner);
			}
		});
	};

	const asked = async <T>(asking: Asking<T>): Promise<T | undefined> => {
		const started = now();
		try {
			const answer = await askModel(asking);
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
			const details = { mind: model.name, failure: failure.failure, reason: failure.message };
			if (breaker.state(now()) === "closed") logger.debug(details, "the model did not answer");
			else logger.warn(details, "the model is left alone for a while; the scripted mind answers");
			return undefined;
		}
	};

	const answered = async <T>(asking: Asking<T>): Promise<T> => {
		const { ask, signal } = asking;
		signal.throwIfAborted();
		stopped.throwIfAborted();
		const isAsked = breaker.enter(now());
		if (!isAsked) metrics.asked("skipped", 0);
		const answer = isAsked ? await asked(asking) : undefined;
		return answer ?? ask(fallback, signal);
	};

	return {
		name: model.name,
		answer: (request, signal) =>
			answered({
				ask: (mind, inner) => mind.answer(request, inner),
				seconds: timeoutSeconds * TIME_SHARES[request.message.priority],
				signal,
			}),
		narrate: (request, signal) =>
			answered({
				ask: (mind, inner) => mind.narrate(request, inner),
				seconds: Math.min(timeoutSeconds, MAX_NARRATION_SECONDS),
				signal,
			}),
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
