import { urlText } from "../backend/url-text";
import { pauseSeconds } from "../state/pause";
import { readAnswer } from "../state/verdict";
import type { EncounterView } from "./encounter-checks";
import { isLooked, momentOf } from "./encounter-checks";
import type { ErrandDeps } from "./errands";

const NOT_FOUND = 404;
const SEEN_AGAIN = "Encounters are seen again.";

export interface RoomReaderOptions {
	readonly roomId: string;
	/** Those who look, by user id: the first of them is asked for in rounds, the others when something has happened. */
	readonly lookers: () => readonly string[];
	readonly onView: (userId: string, view: EncounterView) => void;
	/** There is no such room any more. */
	readonly onGone: () => void;
}

/**
 * Looks at a room as its players see it, one request at a time: once a round for one of them, and for everybody as soon
 * as that says that something has happened.
 */
export class RoomReader {
	/** Whose view is older than what is known to have happened. */
	private readonly wanted = new Set<string>();
	private moment = "";
	private nextRound = -math.huge;
	private notBefore = -math.huge;
	private failures = 0;
	private isUnderWay = false;
	private isClosed = false;

	constructor(
		private readonly deps: ErrandDeps,
		private readonly options: RoomReaderOptions,
	) {}

	/** Looks for somebody as soon as may be. */
	want(userId: string): void {
		this.wanted.add(userId);
	}

	/** Somebody looks no more. */
	forget(userId: string): void {
		this.wanted.delete(userId);
	}

	/** Nothing is seen of the room for now. */
	isAway(): boolean {
		return this.failures > 0;
	}

	step(now: number): void {
		if (this.isClosed || this.isUnderWay || now < this.notBefore) return;
		if (this.wanted.isEmpty() && now < this.nextRound) return;
		const lookers = this.options.lookers();
		const wanted = lookers.find((userId) => this.wanted.has(userId));
		const userId = wanted ?? (now >= this.nextRound ? lookers[0] : undefined);
		if (userId === undefined || !this.deps.budget.take("poll", now)) return;
		this.look(userId, now);
	}

	close(): void {
		this.isClosed = true;
	}

	private look(userId: string, now: number): void {
		const { config, http, counters } = this.deps;
		this.isUnderWay = true;
		this.wanted.delete(userId);
		this.nextRound = now + config.encounterReadSeconds;
		counters.looks += 1;
		const path = `/v1/encounters/${urlText(this.options.roomId)}?user_id=${urlText(userId)}`;
		http.send({ method: "GET", path, timeoutSeconds: config.requestTimeoutSeconds }, (answer) => {
			this.isUnderWay = false;
			if (this.isClosed) return;
			const result = readAnswer(answer, isLooked);
			if (result.kind === "read") return this.seen(userId, result.body);
			counters.lostLooks += 1;
			if (answer.kind === "answered" && answer.status === NOT_FOUND) return this.options.onGone();
			this.failures += 1;
			this.wanted.add(userId);
			this.notBefore = this.deps.seconds() + pauseSeconds(result, this.failures, this.deps);
			this.deps.notices.once(
				this.options.roomId,
				"warn",
				`An encounter is not seen for now: ${result.detail}`,
			);
		});
	}

	private seen(
		userId: string,
		{ cursor, view }: { readonly cursor: string; readonly view: EncounterView },
	): void {
		this.failures = 0;
		this.deps.notices.over([this.options.roomId], SEEN_AGAIN);
		const moment = momentOf(cursor);
		if (moment !== this.moment) {
			this.moment = moment;
			for (const other of this.options.lookers()) if (other !== userId) this.wanted.add(other);
		}
		this.options.onView(userId, view);
	}
}
