import type { HttpAnswer } from "../backend/http-port";
import type { PollDeps } from "../backend/long-poll";
import { urlText } from "../backend/url-text";
import { pauseSeconds } from "../state/pause";
import { readAnswer } from "../state/verdict";
import type { Unhappy } from "../state/verdict";
import type { ExperienceCounters } from "./counters";
import { isViewAnswer } from "./experience-checks";
import type { QuestBoard } from "./quest-board";

const NOTICE = "quests";
const HAD_AGAIN = "Quests can be asked for again.";

export interface QuestViewsDeps extends PollDeps {
	readonly counters: ExperienceCounters;
	readonly board: QuestBoard;
	/** The quests of that player are known now. */
	readonly onViewed: (userId: string) => void;
}

/** Asks for the quests of those whose the board wants, one player at a time. */
export interface QuestViews {
	readonly step: (now: number) => void;
	readonly close: () => void;
}

export function createQuestViews(deps: QuestViewsDeps): QuestViews {
	const { config, http, budget, clock, notices, counters, board } = deps;
	let isUnderWay = false;
	let isClosed = false;
	let failures = 0;
	let notBefore = -math.huge;

	function failed(userId: string, problem: Unhappy): void {
		if (problem.kind === "refused") {
			notices.say("error", `The quests of ${userId} cannot be had: ${problem.detail}`);
			return;
		}
		failures += 1;
		notBefore = clock.seconds() + pauseSeconds(problem, failures, deps);
		notices.once(NOTICE, "warn", `No quests can be had for now: ${problem.detail}`);
		board.missed(userId);
	}

	function done(userId: string, answer: HttpAnswer): void {
		isUnderWay = false;
		if (isClosed) return;
		const result = readAnswer(answer, isViewAnswer);
		if (result.kind !== "read") return failed(userId, result);
		failures = 0;
		notices.over([NOTICE], HAD_AGAIN);
		if (board.viewed(userId, result.body.view.quests)) deps.onViewed(userId);
	}

	return {
		step: (now) => {
			if (isClosed || isUnderWay || now < notBefore) return;
			const userId = board.next();
			if (userId === undefined || !budget.take("poll", now)) return;
			isUnderWay = true;
			counters.views += 1;
			board.asked(userId);
			const path = `/v1/experience/${urlText(config.experience)}/view?user_id=${urlText(userId)}`;
			http.send({ method: "GET", path, timeoutSeconds: config.requestTimeoutSeconds }, (answer) =>
				done(userId, answer),
			);
		},
		close: () => {
			isClosed = true;
		},
	};
}
