import type { t } from "@rbxts/t";
import type { EarshotConfig } from "../../shared/config/config";
import type { RandomSource } from "../../shared/util/ports";
import type { HttpAnswer, HttpPort } from "../backend/http-port";
import type { RequestBudget } from "../state/budget";
import type { Notices } from "../state/notices";
import { pauseSeconds } from "../state/pause";
import { readAnswer } from "../state/verdict";
import type { Unhappy } from "../state/verdict";
import type { EncounterCounters } from "./counters";

const NOTICE = "encounters";
const TAKEN_AGAIN = "The backend takes orders of encounters again.";
const NOT_FOUND = 404;

/** Something to be done once: it bears an id of its own, so that the backend knows it again. */
export interface Errand<T> {
	readonly userId: string;
	readonly path: string;
	readonly body: unknown;
	readonly isExpected: t.check<T>;
	/** Undefined where the backend will never do it. */
	readonly onEnd: (answer: T | undefined) => void;
	/** Called once, the first time that it does not get through. */
	readonly onTrouble: () => void;
}

interface Flight {
	readonly userId: string;
	readonly path: string;
	readonly body: string;
	/** Reads an answer: what is to be done at the end of the errand, or what is wrong where it goes on. */
	readonly read: (answer: HttpAnswer) => (() => void) | Unhappy;
	readonly onTrouble: () => void;
	failures: number;
	/** Seconds before which it does not go out again. */
	notBefore: number;
	onTheWire: boolean;
}

export interface ErrandDeps {
	readonly config: EarshotConfig;
	readonly http: HttpPort;
	readonly budget: RequestBudget;
	readonly seconds: () => number;
	readonly random: RandomSource;
	readonly notices: Notices;
	readonly counters: EncounterCounters;
}

/**
 * What players do, on its way to the backend: each player's in the order in which it was given, one at a time, the same
 * bytes through all tries. Nothing is given up: an encounter is played in turns, and its room knows what came too late.
 */
export class Errands {
	private flights: Flight[] = [];
	private isClosed = false;

	constructor(private readonly deps: ErrandDeps) {}

	add<T>({ userId, path, body, isExpected, onEnd, onTrouble }: Errand<T>): void {
		const { http, notices } = this.deps;
		const encoding = http.encode(body);
		if (!encoding.ok) {
			notices.say("error", `An order cannot be sent: ${encoding.reason}`);
			return onEnd(undefined);
		}
		const read = (answer: HttpAnswer) => {
			const result = readAnswer(answer, isExpected);
			if (result.kind === "read") return () => onEnd(result.body);
			const isGone = answer.kind === "answered" && answer.status === NOT_FOUND;
			if (result.kind !== "refused" && !isGone) return result;
			notices.say("warn", `An order was refused: ${result.detail}`);
			return () => onEnd(undefined);
		};
		this.flights.push({
			userId,
			path,
			body: encoding.text,
			read,
			onTrouble,
			failures: 0,
			notBefore: -math.huge,
			onTheWire: false,
		});
	}

	/** Errands under way: of one user, or of all. */
	waiting(userId?: string): number {
		if (userId === undefined) return this.flights.size();
		return this.flights.filter((flight) => flight.userId === userId).size();
	}

	/** Whether something has not got through so far. */
	isAway(): boolean {
		return this.flights.some(({ failures }) => failures > 0);
	}

	step(now: number): void {
		const { http, budget, config, counters } = this.deps;
		const served = new Set<string>();
		for (const flight of [...this.flights]) {
			const isNext = !served.has(flight.userId);
			served.add(flight.userId);
			if (!isNext || flight.onTheWire || now < flight.notBefore) continue;
			if (!budget.take("urgent", now)) return;
			flight.onTheWire = true;
			counters.tries += 1;
			const { path, body } = flight;
			http.send({ method: "POST", path, body, timeoutSeconds: config.actionSeconds }, (answer) =>
				this.answered(flight, answer),
			);
		}
	}

	/** What requests under way still bring is dropped. */
	close(): void {
		this.isClosed = true;
		this.flights = [];
	}

	private answered(flight: Flight, answer: HttpAnswer): void {
		flight.onTheWire = false;
		if (this.isClosed) return;
		const problem = flight.read(answer);
		if (typeIs(problem, "function")) {
			this.deps.notices.over([NOTICE], TAKEN_AGAIN);
			this.flights = this.flights.filter((each) => each !== flight);
			return problem();
		}
		const { counters, notices } = this.deps;
		counters.failures += 1;
		flight.failures += 1;
		flight.notBefore = this.deps.seconds() + pauseSeconds(problem, flight.failures, this.deps);
		notices.once(NOTICE, "warn", `An order of an encounter has to wait: ${problem.detail}`);
		if (flight.failures === 1) flight.onTrouble();
	}
}
