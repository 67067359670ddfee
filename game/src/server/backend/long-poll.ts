import type { t } from "@rbxts/t";
import type { EarshotConfig } from "../../shared/config/config";
import type { Clock, RandomSource } from "../../shared/util/ports";
import type { RequestBudget } from "../state/budget";
import type { Notices } from "../state/notices";
import { pauseSeconds } from "../state/pause";
import { readAnswer } from "../state/verdict";
import type { Unhappy } from "../state/verdict";
import type { HttpAnswer, HttpPort } from "./http-port";

/** Where a reader of events is. Undefined is from now on. */
export interface PollCursor {
	cursor: string | undefined;
}

/** What every reader of events needs. */
export interface PollDeps {
	readonly config: EarshotConfig;
	readonly http: HttpPort;
	readonly budget: RequestBudget;
	readonly clock: Pick<Clock, "seconds">;
	readonly random: RandomSource;
	readonly notices: Notices;
}

export interface LongPollOptions<T extends { readonly cursor: string }> extends PollDeps {
	readonly at: PollCursor;
	readonly path: (query: { readonly cursor?: string; readonly wait: number }) => string;
	readonly isExpected: t.check<T>;
	/** The matter under which an outage is spoken of, and what is said at its start and its end. */
	readonly words: { readonly topic: string; readonly failed: string; readonly over: string };
	readonly onSent: () => void;
	/** The cursor has moved on to that of the answer. */
	readonly onAnswer: (body: T) => void;
	/** The backend will not read the cursor: the next poll goes without. */
	readonly onRefused: () => void;
}

/** Asks for events, one request at a time. */
export interface LongPoll {
	readonly isUnderWay: () => boolean;
	/** Sends a poll if it is time for one and the budget allows it. */
	readonly start: (now: number) => void;
	/** Polls in a row that have failed. */
	readonly failures: () => number;
	/** What a poll under way still brings is dropped. */
	readonly close: () => void;
}

export function createLongPoll<T extends { readonly cursor: string }>(options: LongPollOptions<T>): LongPoll {
	const { config, http, budget, clock, notices, at, words } = options;
	let isUnderWay = false;
	let isClosed = false;
	let failures = 0;
	let notBefore = -math.huge;

	/** The cursor stays, so that the next poll gets what this one may have brought. */
	function failed(problem: Unhappy): void {
		failures += 1;
		notBefore = clock.seconds() + pauseSeconds(problem, failures, options);
		notices.once(words.topic, "warn", `${words.failed}: ${problem.detail}`);
		if (problem.kind !== "refused") return;
		// A cursor that the backend will not read would never be read.
		at.cursor = undefined;
		options.onRefused();
	}

	function done(answer: HttpAnswer): void {
		isUnderWay = false;
		if (isClosed) return;
		const result = readAnswer(answer, options.isExpected);
		if (result.kind !== "read") return failed(result);
		failures = 0;
		notices.over([words.topic], words.over);
		at.cursor = result.body.cursor;
		options.onAnswer(result.body);
	}

	return {
		isUnderWay: () => isUnderWay,
		start: (now) => {
			if (isUnderWay || now < notBefore || !budget.take("poll", now)) return;
			const { inboxWaitSeconds, inboxMarginSeconds, inboxSpacingSeconds } = config;
			// After a failure it is asked whether the backend is there at all, and that is to be known at once.
			const wait = failures > 0 ? 0 : inboxWaitSeconds;
			isUnderWay = true;
			notBefore = now + inboxSpacingSeconds;
			options.onSent();
			const path = options.path({ cursor: at.cursor, wait });
			http.send({ method: "GET", path, timeoutSeconds: wait + inboxMarginSeconds }, done);
		},
		failures: () => failures,
		close: () => {
			isClosed = true;
		},
	};
}
