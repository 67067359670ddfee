import type { EarshotConfig } from "../../shared/config/config";
import type { RandomSource } from "../../shared/util/ports";
import type { Encoding, HttpAnswer, HttpRequest } from "../backend/http-port";
import { urlText } from "../backend/url-text";
import type { RequestBudget } from "../state/budget";
import type { Notices } from "../state/notices";
import { pauseSeconds } from "../state/pause";
import { readAnswer } from "../state/verdict";
import type { Failure, Unhappy } from "../state/verdict";
import type { ExperienceCounters } from "./counters";
import { isActionResult } from "./experience-checks";

/** Spoken of once each, until actions are taken again. */
const OUTAGES: readonly Failure[] = ["lost", "unsent", "busy", "server", "barred"];
const TAKEN_AGAIN = "The backend takes actions again.";

/**
 * How an action ended. `refused`: the world does not allow it, for the reason `code`. `away`: the backend could not
 * be told in time; it may have heard it all the same. `failed`: the backend will not read it.
 */
export type ActionEnd =
	| { readonly kind: "taken" }
	| { readonly kind: "refused"; readonly code?: string }
	| { readonly kind: "away" }
	| { readonly kind: "failed" };

/** A player takes an item. */
export interface TakeAction {
	/** Made once for each triggering and kept through all tries, so that the backend does it once. */
	readonly id: string;
	readonly userId: string;
	readonly itemId: string;
}

/** An action under way, through all its tries: the same bytes each time. */
export interface ActionFlight {
	readonly action: TakeAction;
	readonly request: HttpRequest;
	readonly giveUpAt: number;
	failures: number;
	/** Seconds before which it does not go out again. */
	notBefore: number;
	onTheWire: boolean;
	/** The backend has done it, and the world has not told of it yet. */
	isDone: boolean;
}

export interface ActionOutboxOptions {
	readonly config: EarshotConfig;
	readonly encode: (body: unknown) => Encoding;
	readonly newId: () => string;
	readonly random: RandomSource;
	readonly budget: RequestBudget;
	readonly counters: ExperienceCounters;
	readonly notices: Notices;
	readonly onEnd: (action: TakeAction, ended: ActionEnd) => void;
}

/**
 * What players do, on its way to the backend. An action is under way until the world tells of it, for only then the
 * item is gone; or until it is refused or given up. Does no I/O: `step` says what to send, `answer` hears how it went.
 * Times are seconds of one clock.
 */
export class ActionOutbox {
	/** Oldest first. */
	private flights: ActionFlight[] = [];
	/** Requests that have no answer yet, those of actions that have ended included. */
	private open = 0;

	constructor(private readonly options: ActionOutboxOptions) {}

	/** That player is about to have that item. */
	isUnderWay(userId: string, itemId: string): boolean {
		return this.flights.some(({ action }) => action.userId === userId && action.itemId === itemId);
	}

	/** Brings an action on its way, unless that player takes that item already. */
	take(userId: string, itemId: string, now: number): void {
		if (this.isUnderWay(userId, itemId)) return;
		const { config, encode, newId, counters, notices, onEnd } = this.options;
		const action = { id: newId(), userId, itemId };
		counters.takes += 1;
		const encoding = encode({ id: action.id, user_id: userId, action: "take", item: itemId });
		if (!encoding.ok) {
			counters.givenUp += 1;
			notices.say("error", `${itemId} cannot be taken: ${encoding.reason}`);
			return onEnd(action, { kind: "failed" });
		}
		const path = `/v1/experience/${urlText(config.experience)}/actions`;
		this.flights.push({
			action,
			request: { method: "POST", path, body: encoding.text, timeoutSeconds: config.actionSeconds },
			giveUpAt: now + config.actionGiveUpSeconds,
			failures: 0,
			notBefore: now,
			onTheWire: false,
			isDone: false,
		});
	}

	/** Somebody is about to have that item. */
	isBusy(itemId: string): boolean {
		return this.flights.some(({ action }) => action.itemId === itemId);
	}

	/** Actions under way. */
	waiting(): number {
		return this.flights.size();
	}

	/** What goes out now. */
	step(now: number): ActionFlight[] {
		for (const flight of this.flights) if (now >= flight.giveUpAt) this.giveUp(flight);
		const { config, budget, counters } = this.options;
		const outgoing: ActionFlight[] = [];
		for (const flight of this.flights) {
			if (flight.onTheWire || flight.isDone || now < flight.notBefore) continue;
			if (this.open >= config.maxActions || !budget.take("urgent", now)) break;
			flight.onTheWire = true;
			this.open += 1;
			counters.tries += 1;
			outgoing.push(flight);
		}
		return outgoing;
	}

	/** To be called once for each that `step` gave. */
	answer(flight: ActionFlight, answer: HttpAnswer, now: number): void {
		flight.onTheWire = false;
		this.open -= 1;
		if (!this.flights.includes(flight)) return;
		const result = readAnswer(answer, isActionResult);
		if (result.kind !== "read") return this.failed(flight, result, now);
		this.options.notices.over(OUTAGES, TAKEN_AGAIN);
		const { success, code } = result.body;
		if (success) flight.isDone = true;
		else this.end(flight, { kind: "refused", code });
	}

	/** The shared world has told of an action: it was done, whether or not its answer has come. */
	told(actionId: string): void {
		const flight = this.flights.find(({ action }) => action.id === actionId);
		if (flight) this.end(flight, { kind: "taken" });
	}

	/** The whole world was told anew, with all that was done in it. */
	renewed(): void {
		for (const flight of this.flights) if (flight.isDone) this.end(flight, { kind: "taken" });
	}

	private giveUp(flight: ActionFlight): void {
		this.end(flight, flight.isDone ? { kind: "taken" } : { kind: "away" });
	}

	private failed(flight: ActionFlight, problem: Unhappy, now: number): void {
		const { counters, notices } = this.options;
		counters.failures += 1;
		if (problem.kind === "refused") {
			notices.say("error", `${flight.action.itemId} cannot be taken: ${problem.detail}`);
			return this.end(flight, { kind: "failed" });
		}
		const level = problem.kind === "barred" ? "error" : "warn";
		notices.once(problem.failure, level, `An action was not taken: ${problem.detail}`);
		// Somebody has to put something right first, and no player stands waiting for that.
		if (problem.kind === "barred") return this.end(flight, { kind: "away" });
		flight.failures += 1;
		flight.notBefore = now + pauseSeconds(problem, flight.failures, this.options);
	}

	private end(flight: ActionFlight, ended: ActionEnd): void {
		const { counters, onEnd } = this.options;
		// A list of its own: one may be walked through just now.
		this.flights = this.flights.filter((each) => each !== flight);
		if (ended.kind === "taken") counters.taken += 1;
		else if (ended.kind === "refused") counters.refused += 1;
		else counters.givenUp += 1;
		onEnd(flight.action, ended);
	}
}
