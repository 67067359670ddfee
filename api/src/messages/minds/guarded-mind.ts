import type { MessagePriorityWire } from "../../../../game/src/shared/wire/index.js";
import type { Mind } from "../mind.js";
import { type GuardOptions, guardModel } from "./guard-model.js";

/** Shares of the time limit: players wait at once, nobody waits for what goes on in the background. */
const TIME_SHARES: Readonly<Record<MessagePriorityWire, number>> = {
	urgent: 0.75,
	conversation: 1,
	background: 2,
};

/** However long a model may take otherwise: a story that comes later than this has lost its listener. */
const MAX_NARRATION_SECONDS = 30;

/** Something that is asked of a mind, whichever it is in the end. */
interface Asked<T> {
	readonly ask: (mind: Mind, signal: AbortSignal) => Promise<T>;
	/** For all of it. */
	readonly seconds: number;
	readonly signal: AbortSignal;
}

export interface GuardedMindOptions extends Omit<GuardOptions, "name"> {
	readonly model: Mind;
	/** Answers where the model cannot. */
	readonly fallback: Mind;
	readonly timeoutSeconds: number;
}

/**
 * A model that always answers in time: behind one that is slow, broken or left alone the fallback answers (and
 * `generatedBy` says so). Rejects where the caller aborts, and then alone.
 */
export function guardMind({ model, fallback, timeoutSeconds, ...guard }: GuardedMindOptions): Mind {
	const askModel = guardModel({ ...guard, name: model.name });

	const answered = async <T>({ ask, seconds, signal }: Asked<T>): Promise<T> => {
		const answer = await askModel({ ask: (inner) => ask(model, inner), seconds, signal });
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
