import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges, diffWorlds } from "../worlds/change-tracker.js";
import type { FullChangeSet } from "../worlds/changes.js";
import { EMPTY_WORLD } from "../worlds/world.js";
import { createWorldHistory } from "./world-history.js";
import type { WorldHistory } from "./world-history.js";
import { type Random, seededRandom } from "../wording/random.js";
import { below, randomTicks, sameWorld } from "./testing/random-worlds.js";
import type { ModelTick } from "./testing/random-worlds.js";

/** Random histories; all of them by `RUNS=1000000`. */
const RUNS = Number(process.env["RUNS"] ?? 2_000);

const START = { tick: 0, timestamp: 0 };
const ROOMY = 1_000_000;

function inOrder(value: unknown): unknown {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A change set as a set: nothing is said about the order of records, nor of the keys of one. */
function asSet(changes: FullChangeSet): object {
	const text = (item: unknown) => JSON.stringify(item, (_, value: unknown) => inOrder(value));
	const sorted = (items: readonly unknown[]) => items.map(text).sort();
	const { entities, npcs, clusters, resources, buildings } = changes;
	return [entities, npcs, clusters, resources, buildings].map(
		(kind) => kind && [sorted(kind.created), sorted(kind.updated), sorted(kind.deleted)],
	);
}

/** A history beside the model that keeps every state: what is done to one is done to the other. */
class Twin {
	private history: WorldHistory;
	private at = 0;

	constructor(
		private readonly random: Random,
		private readonly model: readonly ModelTick[],
		private readonly maxVersions: number,
	) {
		this.history = createWorldHistory(START, EMPTY_WORLD, maxVersions);
	}

	private state(tick: number) {
		return tick === 0 ? EMPTY_WORLD : this.model[tick - 1]!.state;
	}

	run(): void {
		while (this.at < this.model.length) {
			const kind = this.random();
			if (kind < 0.75) this.add();
			else if (kind < 0.9) this.extend();
			else if (kind < 0.95) this.restart(this.at);
			else this.skip();
		}
		this.extend();
		this.checkAll();
	}

	private add(): void {
		this.at += 1;
		const { snapshot, state } = this.model[this.at - 1]!;
		if (!this.history.add(snapshot, state)) throw new Error(`tick ${this.at} was not taken`);
		const held = this.history.versions();
		const isOne = this.history.oldest().tick === this.history.newest().tick;
		if (held > this.maxVersions && !isOne) throw new Error(`${held} versions are held`);
	}

	/** As many ticks backwards as are wanted, or as there is room for. */
	private extend(): void {
		for (let ticks = below(this.random, 6); ticks > 0; ticks -= 1) {
			const { tick } = this.history.oldest();
			if (tick === 0) return;
			const before = { tick: tick - 1, timestamp: tick === 1 ? 0 : this.model[tick - 2]!.snapshot.timestamp };
			if (!this.history.extend(before, this.model[tick - 1]!.snapshot.fullCast)) return;
			if (this.history.versions() > this.maxVersions)
				throw new Error("extended beyond what there is room for");
		}
	}

	private restart(tick: number): void {
		this.at = tick;
		const timestamp = tick === 0 ? 0 : this.model[tick - 1]!.snapshot.timestamp;
		this.history = createWorldHistory({ tick, timestamp }, this.state(tick), this.maxVersions);
	}

	/** Ticks that were never told: the next one does not follow, and the history begins anew there. */
	private skip(): void {
		const tick = Math.min(this.at + 2 + below(this.random, 3), this.model.length);
		if (tick <= this.at + 1) return;
		const { snapshot, state } = this.model[tick - 1]!;
		if (this.history.add(snapshot, state)) throw new Error("a hole was not noticed");
		this.restart(tick);
	}

	private checkAll(): void {
		const { history } = this;
		const [oldest, newest] = [history.oldest(), history.newest()];
		if (newest.tick !== this.at) throw new Error(`the newest is ${newest.tick}, not ${this.at}`);
		for (let tick = 0; tick <= this.at + 1; tick += 1)
			this.checkTick(tick, tick >= oldest.tick && tick <= newest.tick);
		for (let pair = 0; pair < 3; pair += 1) {
			const reach = newest.tick - oldest.tick + 1;
			this.checkDiff(oldest.tick + below(this.random, reach), oldest.tick + below(this.random, reach));
		}
	}

	private checkTick(tick: number, isHeld: boolean): void {
		const state = this.history.stateAt(tick);
		if (this.history.holds(tick) !== isHeld || (state !== undefined) !== isHeld) {
			throw new Error(`tick ${tick} is ${isHeld ? "not held" : "held"}`);
		}
		if (state && !sameWorld(state, this.state(tick))) throw new Error(`tick ${tick} is another state`);
	}

	private checkDiff(from: number, to: number): void {
		const diff = this.history.diff(from, to);
		if (!diff) throw new Error(`no way from ${from} to ${to}`);
		const wanted = diffWorlds(this.state(from), this.state(to));
		if (JSON.stringify(asSet(diff)) !== JSON.stringify(asSet(wanted))) {
			throw new Error(`from ${from} to ${to} is another difference`);
		}
		if (!sameWorld(applyChanges(this.history.stateAt(from)!, diff), this.state(to))) {
			throw new Error(`from ${from} does not lead to ${to}`);
		}
	}
}

describe("the history of a world", () => {
	it(
		"[SM1][SM2][SM3] is at any tick what a model says that keeps every state",
		() => {
			fc.assert(
				fc.property(fc.nat({ max: 2 ** 32 - 1 }), (seed) => {
					const random = seededRandom(String(seed));
					const model = randomTicks(random, 1 + below(random, 14));
					new Twin(random, model, random() < 0.5 ? ROOMY : below(random, 60)).run();
				}),
				{ numRuns: RUNS },
			);
		},
		RUNS * 10,
	);

	const [first, second, third] = randomTicks(seededRandom("1"), 3);

	it("[SM1] begins with one tick, and takes the one after it alone", () => {
		const history = createWorldHistory({ tick: 1, timestamp: 7 }, first!.state, ROOMY);
		expect([history.oldest(), history.newest()]).toEqual([
			{ tick: 1, timestamp: 7 },
			{ tick: 1, timestamp: 7 },
		]);
		expect(history.add(third!.snapshot, third!.state)).toBe(false);
		expect(history.add(first!.snapshot, first!.state)).toBe(false);
		expect(history.add(second!.snapshot, second!.state)).toBe(true);
		expect(history.newest()).toEqual({ tick: 2, timestamp: 1_002 });
		for (const tick of [0, 3, 1.5, Number.NaN]) expect(history.stateAt(tick)).toBeUndefined();
		expect(history.diff(1, 3)).toBeUndefined();
		expect(history.diff(0, 2)).toBeUndefined();
	});

	it("[SM1] shares the records that it was given", () => {
		const history = createWorldHistory(START, EMPTY_WORLD, ROOMY);
		for (const { snapshot, state } of [first!, second!]) history.add(snapshot, state);
		for (const { state, snapshot } of [first!, second!]) {
			for (const [id, entity] of history.stateAt(snapshot.tick)!.entities) {
				expect(entity).toBe(state.entities.get(id));
			}
		}
	});

	it("[SM2] refuses to be extended by the change set of another state", () => {
		const history = createWorldHistory({ tick: 2, timestamp: 0 }, EMPTY_WORLD, ROOMY);
		const before = { tick: 1, timestamp: 0 };
		const stranger = { id: "nobody" };
		const none = { created: [], updated: [], deleted: [] };
		expect(history.extend({ tick: 0, timestamp: 0 }, {})).toBe(false);
		expect(() => history.extend(before, { resources: { ...none, created: [stranger] } })).toThrow("nobody");
		expect(() =>
			history.extend(before, { npcs: { ...none, updated: [{ entityId: "nobody", field: "mood" }] } }),
		).toThrow("nobody");
	});

	it("[SM3] keeps the newest tick, however large it is", () => {
		const history = createWorldHistory(START, EMPTY_WORLD, 1);
		for (const { snapshot, state } of [first!, second!, third!]) history.add(snapshot, state);
		expect(history.oldest()).toEqual(history.newest());
		expect(sameWorld(history.stateAt(3)!, third!.state)).toBe(true);
	});
});
