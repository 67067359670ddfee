import type { EarshotConfig } from "../../shared/config/config";
import type { RandomSource } from "../../shared/util/ports";
import type { Encoding, HttpAnswer } from "../backend/http-port";
import { advanced, EMPTY_BASELINE, forgotten } from "./baseline";
import type { Baseline } from "./baseline";
import { composeBody } from "./body";
import type { RequestBudget } from "./budget";
import { countConfirmed } from "./counters";
import type { SyncCounters } from "./counters";
import { Culprits } from "./culprits";
import { planOf } from "./flight";
import type { Flight, Outgoing } from "./flight";
import type { PlaceState } from "./game-state";
import type { Notices } from "./notices";
import type { Outbox, QueuedEvent } from "./outbox";
import { verdictOf } from "./verdict";
import type { Failure, Verdict } from "./verdict";
import { Waits } from "./waits";

/** Failures that last: each is spoken of once, until the next confirmation. */
const OUTAGES: readonly Failure[] = ["lost", "unsent", "busy", "server", "barred", "refused"];
const SNAPSHOT_PATH = "/v1/snapshot/game";

export interface SyncOptions {
	readonly config: EarshotConfig;
	readonly serverId: string;
	/** One start of this server. */
	readonly epoch: string;
	readonly encode: (body: unknown) => Encoding;
	readonly random: RandomSource;
	readonly budget: RequestBudget;
	readonly outbox: Outbox;
	readonly counters: SyncCounters;
	readonly notices: Notices;
	/** The backend holds these events (`taken`), or never will. */
	readonly onSettled: (events: readonly QueuedEvent[], taken: boolean) => void;
}

/**
 * Brings the backend to hold what the place wants it to hold: decides what to send and when, and what an answer
 * means for the next request. One request at a time, so that the backend hears everything in its order. Does
 * no I/O: `step` says what to send, `answer` hears how it went. Times are seconds of one clock, `unix` is for
 * the wire.
 */
export class Sync {
	private wanted: PlaceState | undefined;
	private baseline: Baseline = EMPTY_BASELINE;
	private seq = 0;
	private flight: Flight | undefined;
	/** The next body must be a full snapshot. */
	private needsFull = true;
	/** Something did not fit into the last body. */
	private hasMore = false;
	private composedAt = -math.huge;
	private closing = false;
	private watching = 0;
	private confirmedAt: number | undefined;
	private readonly culprits: Culprits;
	private readonly waits: Waits;

	constructor(private readonly options: SyncOptions) {
		this.waits = new Waits(options.config, options.random);
		this.culprits = new Culprits(options.config.maxBodyBytes, options.counters, options.notices);
	}

	/** Sets the state that the backend is to hold from now on. */
	want(state: PlaceState): void {
		this.wanted = state;
		this.culprits.keep(state);
	}

	/** From now on everything unsent goes out at once, one last sync included, and waits between tries are short. */
	close(now: number): void {
		this.closing = true;
		this.composedAt = -math.huge;
		this.waits.close(now);
		if (this.flight !== undefined) this.flight.notBefore = now;
	}

	/** After `close`: everything has been confirmed. */
	isFinished(): boolean {
		return (
			this.closing &&
			this.flight === undefined &&
			!this.needsFull &&
			!this.hasMore &&
			this.options.outbox.size() === 0 &&
			this.composedAt > -math.huge
		);
	}

	/** Readers of this world, as the backend said last. */
	watchers(): number {
		return this.watching;
	}

	/** Unix seconds of the last confirmation. */
	lastConfirmed(): number | undefined {
		return this.confirmedAt;
	}

	isUnderWay(): boolean {
		return this.flight !== undefined;
	}

	step(now: number, unix: number): Outgoing | undefined {
		const { budget, counters, config } = this.options;
		const flight = this.flight ?? this.compose(now, unix);
		if (flight === undefined || flight.onTheWire || now < flight.notBefore) return undefined;
		if (!budget.take(flight.requestClass, now)) return undefined;
		flight.onTheWire = true;
		counters.requests += 1;
		if (flight.failures > 0) counters.retried += 1;
		const { requestTimeoutSeconds: timeoutSeconds } = config;
		return { flight, request: { method: "POST", path: SNAPSHOT_PATH, body: flight.text, timeoutSeconds } };
	}

	answer(flight: Flight, answer: HttpAnswer, at: { now: number; unix: number }): void {
		if (flight !== this.flight || !flight.onTheWire) return;
		flight.onTheWire = false;
		if (answer.kind !== "unsent") this.options.counters.bytesSent += answer.bytesSent;
		const verdict = verdictOf(answer);
		if (verdict.kind === "taken") this.taken(flight, verdict, at.unix);
		else if (verdict.kind === "needFull") this.startOver(flight, "needFull", at.now);
		else if (verdict.kind === "refused") this.refused(flight, verdict, at.now);
		else this.wait(flight, verdict, at.now);
	}

	private compose(now: number, unix: number): Flight | undefined {
		const { config, outbox, budget, encode, serverId, epoch } = this.options;
		const { wanted, culprits } = this;
		if (wanted === undefined || this.waits.isPaused(now)) return undefined;
		const plan = planOf({
			needsFull: this.needsFull,
			onTrial: culprits.onTrial(),
			urgent: outbox.hasUrgent(),
			due: this.isDue(now),
		});
		if (plan === undefined || !budget.allows(plan.requestClass, now)) return undefined;
		if (plan.kind === "full") this.baseline = forgotten(this.baseline, wanted);
		const { body, encoding, more } = composeBody(
			{
				timestamp: unix,
				serverId,
				epoch,
				seq: this.seq + 1,
				world: config.world,
				kind: plan.kind,
				priority: plan.requestClass === "urgent" ? "immediate" : "normal",
			},
			{ wanted, baseline: this.baseline, outbox },
			{
				scope: plan.scope,
				events: plan.events,
				maxBytes: culprits.maxBytes(),
				encode,
				moveThresholdStuds: config.moveThresholdStuds,
				except: culprits.except(),
			},
		);
		if (!encoding.ok) {
			culprits.notEncodable(body, encode, encoding.reason);
			this.waits.pause(now);
			return undefined;
		}
		this.seq += 1;
		if (plan.scope === "all") this.composedAt = now;
		this.hasMore = more;
		outbox.hold(body.events.size());
		this.flight = {
			body,
			text: encoding.text,
			requestClass: plan.requestClass,
			alone: plan.scope === "none",
			failures: 0,
			notBefore: now,
			onTheWire: false,
		};
		return this.flight;
	}

	private isDue(now: number): boolean {
		const { syncSeconds, watchedSyncSeconds } = this.options.config;
		const every = this.watching > 0 ? watchedSyncSeconds : syncSeconds;
		const leftOver = this.hasMore || (this.closing && this.options.outbox.size() > 0);
		return leftOver || now - this.composedAt >= every;
	}

	/** The backend holds what `flight` said. */
	private taken(flight: Flight, verdict: Verdict & { kind: "taken" }, unix: number): void {
		const { counters, outbox, notices, onSettled } = this.options;
		const { body } = flight;
		this.flight = undefined;
		this.baseline = advanced(this.baseline, body);
		this.watching = verdict.watchers ?? 0;
		this.confirmedAt = unix;
		this.waits.settle();
		const events = outbox.take(body.events.size());
		this.culprits.taken(flight);
		if (body.kind === "full") this.needsFull = false;
		countConfirmed(counters, body, verdict);
		if (!verdict.ignored.isEmpty()) {
			notices.once("ignored", "warn", `The backend left out parts of a snapshot: ${verdict.ignored[0]}`);
		}
		notices.over(OUTAGES, "The backend takes snapshots again.");
		if (!events.isEmpty()) onSettled(events, true);
	}

	/** The same bytes go out again later. */
	private wait(flight: Flight, verdict: Verdict & { kind: "again" | "barred" }, now: number): void {
		const { counters, notices } = this.options;
		const { failure, detail } = verdict;
		flight.failures += 1;
		counters.failed[failure] += 1;
		if (verdict.kind === "barred") {
			notices.once(failure, "error", `Snapshots wait until this is put right: ${detail}`);
			flight.notBefore = this.waits.lookAgainAt(now);
		} else {
			notices.once(failure, "warn", `A snapshot was not confirmed and is sent again: ${detail}`);
			flight.notBefore = this.waits.retryAt(now, flight.failures, verdict.retryAfterSeconds);
		}
	}

	/** The backend will never take these bytes. */
	private refused(flight: Flight, verdict: Verdict & { kind: "refused" }, now: number): void {
		const { notices, outbox, counters, onSettled } = this.options;
		notices.once("refused", "error", `The backend refuses a snapshot: ${verdict.detail}`);
		const atFault = outbox.take(this.culprits.refused(flight, verdict));
		counters.eventsSetAside += atFault.size();
		for (const { event } of atFault) {
			notices.say("error", `Event ${event.id} (${event.type}) is not told: ${verdict.detail}`);
		}
		this.startOver(flight, "refused", now);
		if (!atFault.isEmpty()) onSettled(atFault, false);
	}

	/** The backend lacks, or will not take, what `flight` said: the next body is a full one. */
	private startOver(flight: Flight, failure: Failure, now: number): void {
		this.options.counters.failed[failure] += 1;
		this.options.outbox.hold(0);
		this.flight = undefined;
		this.needsFull = true;
		this.hasMore = false;
		// A gap is normal and mended at once; a full snapshot that does not help must not become a loop.
		if (failure === "refused" || flight.body.kind === "full") this.waits.pause(now);
	}
}
