import { RequestBudget } from "../../src/server/state/budget";
import { GameStateService } from "../../src/server/state/game-state-service";
import type { OnConfirmed } from "../../src/server/state/confirmations";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";
import type { EarshotConfig } from "../../src/shared/config/config";
import { expect } from "../harness/expect";
import { SeededRandom } from "../harness/random";
import { FakeBackend } from "./fake-backend";
import { FakePlace } from "./fake-place";
import { FaultyHttp } from "./faulty-http";

const START_UNIX = 1_736_840_000;
/** Seconds of a virtual frame: coarse, as nothing in the service happens between two looks at the clock. */
const FRAME_SECONDS = 0.25;
/** The place has randomness of its own: one seed is one life of the place, whatever happens on the line. */
const PLACE_SEED_STEP = 1_000_003;
/** Rounding of positions on the wire, on top of the threshold. */
const ROUNDING_STUDS = 0.001;

/** A service, its place and its backend, joined over a faulty line in virtual time. */
export class Rig {
	now = 0;
	readonly lines: string[] = [];
	readonly reported: string[] = [];
	readonly backend = new FakeBackend();
	readonly place: FakePlace;
	readonly http: FaultyHttp;
	readonly config: EarshotConfig;
	readonly service: GameStateService;
	private readonly placeRandom: SeededRandom;

	constructor(random: SeededRandom, config: Partial<EarshotConfig> = {}) {
		this.config = { ...DEFAULT_CONFIG, ...config };
		const unix = () => START_UNIX + this.now;
		this.placeRandom = new SeededRandom(random.seed + PLACE_SEED_STEP);
		this.place = new FakePlace(this.placeRandom, unix);
		this.http = new FaultyHttp(this.backend, random, () => this.now);
		this.service = new GameStateService({
			config: this.config,
			identity: { serverId: "server-1", epoch: "epoch-1" },
			place: this.place,
			http: this.http,
			budget: new RequestBudget(this.config),
			clock: { seconds: () => this.now, unix },
			random: { unit: () => random.unit() },
			logger: { write: (level, message) => this.lines.push(`${level}: ${message}`) },
		});
	}

	/** Lets time pass; `eachSecond` runs at every full second. */
	run(seconds: number, eachSecond: () => void = () => {}): void {
		const frames = math.floor(seconds / FRAME_SECONDS);
		for (const _ of $range(1, frames)) {
			this.now += FRAME_SECONDS;
			this.http.step();
			if (this.now === math.floor(this.now)) eachSecond();
			this.service.step(this.now);
		}
	}

	/** One second of life in the place. */
	readonly live = (): void => {
		this.place.wander();
		this.report();
		if (this.placeRandom.chance(0.2)) this.greet();
	};

	report(onConfirmed?: OnConfirmed): readonly string[] {
		const ids = this.service.reportClusters(this.place.tick(), onConfirmed);
		for (const id of ids) this.reported.push(id);
		return ids;
	}

	greet(): string {
		const id = this.service.reportEvent({ type: "greeting", actor: "key-e1", at: START_UNIX + this.now });
		this.reported.push(id);
		return id;
	}

	/** The backend holds exactly what the place wants it to hold, and has heard every event once, in order. */
	expectSame(): void {
		const { clusters, humanContext } = this.service.state();
		const { world } = this.backend;
		// A backend that forgot where it put somebody may keep the older place for being within the threshold too.
		const thresholds = this.http.hasRolledBack ? 2 : 1;
		const members = new Map<string, Map<string, unknown>>();
		for (const [key, context] of humanContext) {
			const fields = table.clone(context as unknown as Map<string, unknown>);
			fields.delete("position");
			fields.delete("positions");
			members.set(key, fields);
			const { position } = context;
			const held = world.positions.get(key);
			expect(held === undefined, `${key} has a position`).toBe(position === undefined);
			if (held === undefined || position === undefined) continue;
			for (const axis of ["x", "y", "z"] as const) {
				const tolerance = thresholds * this.config.moveThresholdStuds + ROUNDING_STUDS;
				expect(held[axis], `${axis} of ${key}`).toBeNear(position[axis], tolerance);
			}
		}
		expect(world.members, "members").toEqual(members);
		const bare = new Map<string, unknown>();
		for (const [id, cluster] of clusters) bare.set(id, { ...cluster, positions: undefined });
		expect(world.clusters as Map<string, unknown>, "clusters").toEqual(bare);
		expect(
			this.backend.journal.map(({ id }) => id!),
			"events",
		).toEqual(this.reported);
	}

	/** Nothing happened that never may. */
	expectLawful(): void {
		expect(this.http.violations).toEqual([]);
		expect(this.backend.violations).toEqual([]);
		const times = this.http.sentAt;
		let from = 0;
		for (const i of $range(0, times.size() - 1)) {
			while (times[i]! - times[from]! >= 60) from += 1;
			expect(i - from + 1, "requests in 60 s").toBeAtMost(this.config.requestsPerMinute);
		}
		for (const { text, body } of this.http.sent) {
			// One cluster goes out with all its members, whatever their size.
			const mayBeLarge = body.clusters.size() === 1 && body.events.isEmpty();
			if (!mayBeLarge) expect(text.size(), "bytes").toBeAtMost(this.config.maxBodyBytes);
			const [nan] = text.find(":nan");
			const [inf] = text.find(":-?inf");
			expect(nan === undefined && inf === undefined, "finite").toBe(true);
		}
	}
}
