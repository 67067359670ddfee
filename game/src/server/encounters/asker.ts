import type { t } from "@rbxts/t";
import { pauseSeconds } from "../state/pause";
import { readAnswer } from "../state/verdict";
import type { ErrandDeps } from "./errands";

const NOT_FOUND = 404;

export interface Question<T> {
	readonly path: string;
	readonly isExpected: t.check<T>;
	readonly onAnswer: (body: T) => void;
	/** It came to nothing. `isGone`: there is nothing there to ask of. */
	readonly onLost: (isGone: boolean) => void;
}

/** What is said, once each, of questions that come to nothing, and when they are answered again. */
export interface AskerWords {
	readonly away: string;
	readonly again: string;
}

/** Asks the backend one thing at a time, and waits after what came to nothing: longer each time. */
export class Asker {
	private notBefore = -math.huge;
	private failures = 0;
	private isUnderWay = false;
	private isClosed = false;

	constructor(
		private readonly deps: ErrandDeps,
		private readonly topic: string,
		private readonly words: AskerWords,
	) {}

	/** Whether something may be asked now. */
	isFree(now: number): boolean {
		return !this.isClosed && !this.isUnderWay && now >= this.notBefore;
	}

	/** The newest question came to nothing. */
	isAway(): boolean {
		return this.failures > 0;
	}

	/** Asks; gives whether there was a request to spare for it. */
	ask<T>(now: number, { path, isExpected, onAnswer, onLost }: Question<T>): boolean {
		const { config, http, budget, counters, notices } = this.deps;
		if (!budget.take("poll", now)) return false;
		this.isUnderWay = true;
		counters.looks += 1;
		http.send({ method: "GET", path, timeoutSeconds: config.requestTimeoutSeconds }, (answer) => {
			this.isUnderWay = false;
			if (this.isClosed) return;
			const result = readAnswer(answer, isExpected);
			if (result.kind === "read") {
				this.failures = 0;
				notices.over([this.topic], this.words.again);
				return onAnswer(result.body);
			}
			counters.lostLooks += 1;
			this.failures += 1;
			this.notBefore = this.deps.seconds() + pauseSeconds(result, this.failures, this.deps);
			const isGone = answer.kind === "answered" && answer.status === NOT_FOUND;
			if (!isGone) notices.once(this.topic, "warn", `${this.words.away}: ${result.detail}`);
			onLost(isGone);
		});
		return true;
	}

	/** What is under way is dropped. */
	close(): void {
		this.isClosed = true;
	}
}
