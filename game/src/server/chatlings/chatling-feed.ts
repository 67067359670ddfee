import type { EarshotConfig } from "../../shared/config/config";
import type { Clock, RandomSource } from "../../shared/util/ports";
import type { UserChatlingsWire } from "../../shared/wire";
import type { HttpAnswer, HttpPort } from "../backend/http-port";
import type { RequestBudget } from "../state/budget";
import type { Notices } from "../state/notices";
import { pauseSeconds } from "../state/pause";
import { readAnswer } from "../state/verdict";
import type { Unhappy } from "../state/verdict";
import type { ChatlingsTold } from "./chatling";
import { isChatlingsAnswer, readTold } from "./chatling-checks";
import type { ChatlingCounters } from "./counters";

/** Users whom the backend is asked of in one request: as many as it takes. */
const MAX_USERS = 100;
/** Seconds between two requests: where talks end and players come all the time, several are asked of in one. */
const SPACING_SECONDS = 2;
const NOT_MODIFIED = 304;
const NOTICE = "chatlings";
const HEARD_AGAIN = "Players' chatlings are heard of again.";

export interface ChatlingFeedDeps {
	readonly config: EarshotConfig;
	readonly http: Pick<HttpPort, "send">;
	readonly budget: RequestBudget;
	readonly clock: Pick<Clock, "seconds">;
	readonly random: RandomSource;
	readonly notices: Notices;
	readonly counters: ChatlingCounters;
	/** Of a player who is here. */
	readonly onTold: (userId: string, told: ChatlingsTold) => void;
}

/** Asks the backend for the chatlings of those who are here. */
export interface ChatlingFeed {
	/** Somebody has come, of whom it is asked at once. */
	readonly join: (userId: string) => void;
	/** What an answer under way says of them is dropped, even should they be back before it comes. */
	readonly leave: (userId: string) => void;
	/** Asks of somebody at that moment too, in the clock's seconds. */
	readonly askAt: (userId: string, seconds: number) => void;
	readonly step: (now: number) => void;
	/** What a request under way still brings is dropped. */
	readonly close: () => void;
}

/** One stay of a player. */
interface Visit {
	readonly userId: string;
	/** It is to be asked of as soon as may be. */
	isWanted: boolean;
	/** Seconds at which it is to be asked of besides. */
	askAt: number;
}

/** An answer that was given under a tag. */
interface Tagged {
	readonly etag: string;
	readonly users: readonly UserChatlingsWire[];
}

/** One request at a time. Everybody is asked of in rounds, so that these can be answered by nothing but a tag. */
export function createChatlingFeed(deps: ChatlingFeedDeps): ChatlingFeed {
	const { config, http, budget, clock, notices, counters } = deps;
	const visits = new Map<string, Visit>();
	/** By path. */
	const tagged = new Map<string, Tagged>();
	let isUnderWay = false;
	let isClosed = false;
	let failures = 0;
	let notBefore = -math.huge;
	let nextRound = -math.huge;

	/** In the order of their ids, so that the same players make the same path. */
	function dueVisits(now: number): readonly Visit[] {
		const ids: string[] = [];
		for (const [userId, { isWanted, askAt }] of visits) if (isWanted || askAt <= now) ids.push(userId);
		ids.sort();
		const due: Visit[] = [];
		for (const userId of ids) if (due.size() < MAX_USERS) due.push(visits.get(userId)!);
		return due;
	}

	function failed(asked: readonly Visit[], problem: Unhappy): void {
		failures += 1;
		counters.failures += 1;
		notBefore = math.max(notBefore, clock.seconds() + pauseSeconds(problem, failures, deps));
		for (const visit of asked) visit.isWanted = true;
		notices.once(NOTICE, "warn", `Nothing is heard of players' chatlings for now: ${problem.detail}`);
	}

	function heard(asked: readonly Visit[], users: readonly UserChatlingsWire[]): void {
		failures = 0;
		notices.over([NOTICE], HEARD_AGAIN);
		for (const user of users) {
			const visit = asked.find(({ userId }) => userId === user.user_id);
			if (visit && visits.get(visit.userId) === visit) deps.onTold(visit.userId, readTold(user));
		}
	}

	function done(asked: readonly Visit[], path: string, held: Tagged | undefined, answer: HttpAnswer): void {
		isUnderWay = false;
		if (isClosed) return;
		if (held && answer.kind === "answered" && answer.status === NOT_MODIFIED) {
			counters.unchanged += 1;
			// Told anew: since it was first given, another request may have told of the same users otherwise.
			return heard(asked, held.users);
		}
		const result = readAnswer(answer, isChatlingsAnswer);
		if (result.kind !== "read") return failed(asked, result);
		const { users } = result.body;
		const etag = answer.kind === "answered" ? answer.etag : undefined;
		if (etag !== undefined && asked.every((visit) => visits.get(visit.userId) === visit)) {
			tagged.set(path, { etag, users });
		}
		heard(asked, users);
	}

	function ask(asked: readonly Visit[], now: number): void {
		const path = `/v1/chatroom/chatlings?users=${asked.map(({ userId }) => userId).join(",")}`;
		const held = tagged.get(path);
		isUnderWay = true;
		notBefore = now + SPACING_SECONDS;
		counters.requests += 1;
		for (const visit of asked) {
			visit.isWanted = false;
			if (visit.askAt <= now) visit.askAt = math.huge;
		}
		http.send(
			{ method: "GET", path, etag: held?.etag, timeoutSeconds: config.requestTimeoutSeconds },
			(answer) => done(asked, path, held, answer),
		);
	}

	return {
		join: (userId) => {
			// The paths that were asked for are of another company.
			tagged.clear();
			visits.set(userId, { userId, isWanted: true, askAt: math.huge });
		},
		leave: (userId) => {
			tagged.clear();
			visits.delete(userId);
		},
		askAt: (userId, seconds) => {
			const visit = visits.get(userId);
			if (visit) visit.askAt = math.min(visit.askAt, seconds);
		},
		step: (now) => {
			if (isClosed || isUnderWay || now < notBefore) return;
			if (now >= nextRound) {
				for (const [, visit] of visits) visit.isWanted = true;
				nextRound = now + config.chatlingPollSeconds;
			}
			const due = dueVisits(now);
			if (!due.isEmpty() && budget.take("poll", now)) ask(due, now);
		},
		close: () => {
			isClosed = true;
		},
	};
}
