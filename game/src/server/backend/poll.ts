import { retrySeconds } from "../state/retry";
import { readAnswer } from "../state/verdict";
import type { Unhappy } from "../state/verdict";
import type { HttpAnswer } from "./http-port";
import type { InboxCursor, InboxDeps } from "./inbox";
import { isInbox } from "./talk-checks";
import { inboxPath } from "./inbox-path";

const NOTICE = "inbox";

/** Asks for answers, one request at a time. */
export interface Poll {
	readonly isUnderWay: () => boolean;
	/** Sends a poll if it is time for one and the budget allows it. */
	readonly start: (now: number) => void;
	readonly close: () => void;
}

export function createPoll(deps: InboxDeps, at: InboxCursor): Poll {
	const { config, http, budget, clock, random, counters, notices } = deps;
	let isUnderWay = false;
	let isClosed = false;
	let failures = 0;
	let notBefore = -math.huge;

	/** The cursor stays, so that the next poll gets what this one may have brought. */
	function failed(problem: Unhappy): void {
		failures += 1;
		const retryAfterSeconds = problem.kind === "again" ? problem.retryAfterSeconds : undefined;
		const seconds =
			problem.kind === "barred"
				? config.retryCapSeconds
				: retrySeconds(failures, config, { unit: random.unit(), retryAfterSeconds });
		notBefore = clock.seconds() + seconds;
		notices.once(NOTICE, "warn", `No answers can be fetched for now: ${problem.detail}`);
		if (problem.kind !== "refused") return;
		// A cursor that the backend will not read would never be read.
		at.cursor = undefined;
		counters.resets += 1;
		deps.onReset();
	}

	function done(answer: HttpAnswer): void {
		isUnderWay = false;
		if (isClosed) return;
		const result = readAnswer(answer, isInbox);
		if (result.kind !== "read") return failed(result);
		const { cursor, events, reset } = result.body;
		failures = 0;
		notices.over([NOTICE], "Answers can be fetched again.");
		at.cursor = cursor;
		if (reset !== undefined) {
			counters.resets += 1;
			deps.onReset();
		}
		for (const { event, data } of events) if (event === "answer") deps.onAnswer(data);
	}

	return {
		isUnderWay: () => isUnderWay,
		start: (now) => {
			if (now < notBefore || !budget.take("poll", now)) return;
			const { inboxWaitSeconds: wait, inboxMarginSeconds, inboxSpacingSeconds } = config;
			isUnderWay = true;
			notBefore = now + inboxSpacingSeconds;
			counters.polls += 1;
			const path = inboxPath(deps.serverId, "inbox", { cursor: at.cursor, wait });
			http.send({ method: "GET", path, timeoutSeconds: wait + inboxMarginSeconds }, done);
		},
		close: () => {
			isClosed = true;
		},
	};
}
