import type { EarshotConfig } from "../../shared/config/config";
import type { Clock, Logger, RandomSource } from "../../shared/util/ports";
import type { EventWire } from "../../shared/wire";
import type { HttpPort } from "../backend/http-port";
import type { ClusterTick } from "../clusters/cluster";
import type { RequestBudget } from "./budget";
import { clusterEvent } from "./cluster-events";
import { Confirmations } from "./confirmations";
import type { OnConfirmed } from "./confirmations";
import { newCounters } from "./counters";
import type { GameStateStats } from "./counters";
import { buildState, NOTHING_BUILT } from "./game-state";
import type { BuiltState, GameState } from "./game-state";
import { Interactions } from "./interactions";
import { narrativesOf } from "./narratives";
import { Notices } from "./notices";
import { Outbox } from "./outbox";
import type { QueuedEvent } from "./outbox";
import type { PlaceView } from "./place-view";
import { Sync } from "./sync";

export interface GameStateDeps {
	readonly config: EarshotConfig;
	/** This server, and this start of it. */
	readonly identity: { readonly serverId: string; readonly epoch: string };
	readonly place: PlaceView;
	readonly http: HttpPort;
	/** Shared by everything in the place that sends requests. */
	readonly budget: RequestBudget;
	readonly clock: Clock;
	readonly random: RandomSource;
	readonly logger: Logger;
}

/** An event as its reporter knows it. `actor` and `target` are member keys, `at` is unix seconds. */
export type ReportedEvent = Omit<EventWire, "id">;

/**
 * The heartbeat of the place: keeps its state, and keeps the backend holding the same. Does nothing between
 * calls; `step` is called on every frame and is cheap where nothing is due.
 */
export class GameStateService {
	private readonly counters = newCounters();
	private readonly notices: Notices;
	private readonly outbox: Outbox;
	private readonly sync: Sync;
	private readonly interactions: Interactions;
	private readonly confirmations = new Confirmations();
	private built: BuiltState = NOTHING_BUILT;
	private ticked: ClusterTick | undefined;
	private lastUpdate = 0;
	private nextUpdate = -math.huge;
	private eventCount = 0;
	private closing: { readonly deadline: number; readonly done: (complete: boolean) => void } | undefined;

	constructor(private readonly deps: GameStateDeps) {
		const { config, identity, http, budget, random, logger } = deps;
		this.notices = new Notices(logger);
		this.outbox = new Outbox(config);
		this.interactions = new Interactions(config.maxRecentInteractions);
		this.sync = new Sync({
			config,
			serverId: identity.serverId,
			epoch: identity.epoch,
			encode: http.encode,
			random,
			budget,
			outbox: this.outbox,
			counters: this.counters,
			notices: this.notices,
			onSettled: (events, taken) => this.settle(events, taken),
		});
	}

	/** One frame; `now` in the clock's seconds. */
	step(now: number): void {
		if (now >= this.nextUpdate) this.update(now);
		this.confirmations.expire(now);
		const { http, clock } = this.deps;
		const outgoing = this.sync.step(now, clock.unix());
		if (outgoing !== undefined) {
			http.send(outgoing.request, (answer) => {
				this.sync.answer(outgoing.flight, answer, { now: clock.seconds(), unix: clock.unix() });
			});
		}
		this.checkClosing(now);
	}

	/**
	 * Takes the clusters of a tick. Its changes go to the backend at once, with the whole of every cluster they
	 * concern. Returns the ids of the changes; where there are any, `onConfirmed` hears once, within
	 * `confirmSeconds`, whether the backend holds them all.
	 */
	reportClusters(tick: ClusterTick, onConfirmed?: OnConfirmed): readonly string[] {
		this.ticked = tick;
		if (tick.changes.isEmpty()) return [];
		const known = table.clone(this.built.known);
		for (const entity of this.deps.place.entities()) known.set(entity.id, entity);
		for (const change of tick.changes) {
			for (const [id, narrative] of narrativesOf(change, tick, known)) {
				this.interactions.record(id, { timestamp: tick.at, narrative });
			}
		}
		const now = this.deps.clock.seconds();
		this.update(now);
		const ids = tick.changes.map((change) =>
			this.enqueue(clusterEvent(change, tick.at, known), { urgent: true, essential: true }),
		);
		if (onConfirmed !== undefined) {
			this.confirmations.add(ids, now + this.deps.config.confirmSeconds, onConfirmed);
		}
		return ids;
	}

	/**
	 * Takes an event that goes with the next request; returns its id. `essential`: given up last where the outbox
	 * overflows, as what was said and whatever else the state does not show.
	 */
	reportEvent(event: ReportedEvent, essential = false): string {
		return this.enqueue(event, { urgent: false, essential });
	}

	/** Adds a line to what happened to an entity lately. */
	reportInteraction(id: string, narrative: string): void {
		this.interactions.record(id, { timestamp: this.deps.clock.unix(), narrative });
	}

	/**
	 * For shutdown: sends what is unsent, with short waits, while `step` goes on being called. `done` hears once
	 * whether everything was confirmed before `deadline` (the clock's seconds).
	 */
	flush(done: (complete: boolean) => void, deadline: number): void {
		const now = this.deps.clock.seconds();
		this.update(now);
		this.sync.close(now);
		this.closing = { done, deadline };
	}

	/** The state as it is now, for those who read it in the place itself. */
	state(): GameState {
		return {
			clusters: this.built.clusters,
			humanContext: this.built.humanContext,
			events: this.outbox.events(),
			lastUpdate: this.lastUpdate,
			lastApiSync: this.sync.lastConfirmed(),
		};
	}

	stats(): GameStateStats {
		return {
			...this.counters,
			failed: { ...this.counters.failed },
			eventsWaiting: this.outbox.size(),
			bytesWaiting: this.outbox.bytes(),
			watchers: this.sync.watchers(),
			inFlight: this.sync.isUnderWay(),
			budget: this.deps.budget.gauge(this.deps.clock.seconds()),
		};
	}

	private update(now: number): void {
		const { place, config, clock } = this.deps;
		const { ticked, interactions, built: before } = this;
		this.built = buildState({ place, ticked, interactions, before });
		this.interactions.keep(this.built.known);
		this.lastUpdate = clock.unix();
		this.nextUpdate = now + config.localStateSeconds;
		this.counters.notFinite += this.built.notFinite.size();
		for (const id of this.built.notFinite) {
			this.notices.once(
				`not finite ${id}`,
				"warn",
				`Entity ${id} has a position or health that is not finite`,
			);
		}
		this.sync.want(this.built);
	}

	private enqueue(
		content: Omit<EventWire, "id">,
		{ urgent, essential }: Pick<QueuedEvent, "urgent" | "essential">,
	): string {
		this.eventCount += 1;
		const id = `${this.deps.identity.epoch}-${this.eventCount}`;
		const event = { ...content, id };
		this.counters.eventsQueued += 1;
		const encoding = this.deps.http.encode(event);
		if (!encoding.ok) {
			this.counters.eventsSetAside += 1;
			this.notices.say("error", `Event ${id} (${event.type}) is not told: ${encoding.reason}`);
			return id;
		}
		const dropped = this.outbox.add({ event, bytes: encoding.text.size(), urgent, essential });
		if (!dropped.isEmpty()) {
			this.counters.eventsDropped += dropped.size();
			this.notices.once("overflow", "error", `The outbox is full: event ${dropped[0]!.event.id} is given up`);
			this.settle(dropped, false);
		}
		return id;
	}

	private settle(events: readonly QueuedEvent[], taken: boolean): void {
		if (taken) this.notices.over(["overflow"]);
		this.confirmations.settle(
			events.map(({ event }) => event.id),
			taken,
		);
	}

	private checkClosing(now: number): void {
		if (this.closing === undefined) return;
		const complete = this.sync.isFinished();
		if (!complete && now < this.closing.deadline) return;
		const { done } = this.closing;
		this.closing = undefined;
		done(complete);
	}
}
