import { urlText } from "../backend/url-text";
import { Asker } from "./asker";
import type { Looked } from "./encounter-checks";
import { isLooked, momentOf } from "./encounter-checks";
import type { ErrandDeps } from "./errands";

const WORDS = { away: "An encounter is not seen for now", again: "Encounters are seen again." };

export interface RoomReaderOptions {
	readonly roomId: string;
	/** Those who look, by user id: the first of them is asked for in rounds, the others when something has happened. */
	readonly lookers: () => readonly string[];
	readonly onLook: (userId: string, looked: Looked) => void;
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
	/** Who has been shown it: whoever else is there has come since, and is next. */
	private readonly shown = new Set<string>();
	private readonly asker: Asker;
	private moment = "";
	private nextRound = -math.huge;

	constructor(
		private readonly deps: ErrandDeps,
		private readonly options: RoomReaderOptions,
	) {
		this.asker = new Asker(deps, options.roomId, WORDS);
	}

	/** Looks for somebody as soon as may be. */
	want(userId: string): void {
		this.wanted.add(userId);
	}

	/** Somebody looks no more. */
	forget(userId: string): void {
		this.wanted.delete(userId);
		this.shown.delete(userId);
	}

	/** Nothing is seen of the room for now. */
	isAway(): boolean {
		return this.asker.isAway();
	}

	step(now: number): void {
		if (!this.asker.isFree(now) || (this.wanted.isEmpty() && now < this.nextRound)) return;
		const lookers = this.options.lookers();
		const wanted = lookers.find((userId) => this.wanted.has(userId) || !this.shown.has(userId));
		const userId = wanted ?? (now >= this.nextRound ? lookers[0] : undefined);
		if (userId === undefined) return;
		const isAsked = this.asker.ask(now, {
			path: `/v1/encounters/${urlText(this.options.roomId)}?user_id=${urlText(userId)}`,
			isExpected: isLooked,
			onAnswer: (looked) => this.looked(userId, looked),
			onLost: (isGone) => {
				this.wanted.add(userId);
				if (isGone) this.options.onGone();
			},
		});
		if (!isAsked) return;
		this.wanted.delete(userId);
		this.nextRound = now + this.deps.config.encounterReadSeconds;
	}

	close(): void {
		this.asker.close();
	}

	private looked(userId: string, looked: Looked): void {
		this.shown.add(userId);
		const moment = momentOf(looked.cursor);
		if (moment !== this.moment) {
			this.moment = moment;
			for (const other of this.options.lookers()) if (other !== userId) this.wanted.add(other);
		}
		this.options.onLook(userId, looked);
	}
}
