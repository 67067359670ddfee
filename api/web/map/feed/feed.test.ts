import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NO_WORLD, type SyncChange, type SyncedWorld, type SyncStatus } from "../../../client/index.js";
import type { EventWire } from "../../../../game/src/shared/wire/index.js";
import { createFeed } from "./feed.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pair: SyncedWorld = {
	...NO_WORLD,
	tick: 1,
	entities: new Map(
		["Ada", "Bo"].map((name, index) => [
			`npc:${index}`,
			{ id: `npc:${index}`, key: name, name, type: "npc" as const, position: { x: index, y: 0, z: 0 } },
		]),
	),
};

function setUp() {
	const listeners = new Set<(change: SyncChange) => void>();
	let status: SyncStatus = "connecting";
	let state = NO_WORLD;
	const tell = (change: SyncChange): void => {
		if (change.kind !== "status") state = change.world;
		for (const listener of listeners) listener(change);
	};
	const sync = {
		state: () => state,
		status: () => status,
		reason: () => undefined,
		subscribe(listener: (change: SyncChange) => void) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	const feed = createFeed(sync, () => 5_000);
	const views: number[] = [];
	feed.shown.subscribe(() => views.push(feed.shown.state().tick));
	const stop = feed.start();
	return {
		feed,
		views,
		stop,
		tell,
		tick: (world: SyncedWorld, ...events: EventWire[]) =>
			tell({ kind: "tick", world, frame: { tick: world.tick, timestamp: 1, span: 1, changes: { events } } }),
		become(next: SyncStatus) {
			status = next;
			tell({ kind: "status", status, reason: undefined });
		},
	};
}

describe("createFeed", () => {
	it("[PG13] tells fresh state and changes of the connection at once", () => {
		const { feed, views, tell, become } = setUp();
		tell({ kind: "state", world: pair });
		become("live");
		expect(views).toEqual([1, 1]);
		expect(feed.shown.status()).toBe("live");
		expect(feed.scene.bodies.size).toBe(2);
	});

	it("[PG13] gathers ticks into four views a second, the last one with everything", () => {
		const { feed, views, tell, tick } = setUp();
		tell({ kind: "state", world: pair });
		for (let number = 2; number <= 40; number += 1) {
			tick({ ...pair, tick: number });
			vi.advanceTimersByTime(25);
		}
		vi.advanceTimersByTime(250);
		expect(views.length).toBeLessThanOrEqual(6);
		expect(feed.shown.state().tick).toBe(40);
	});

	it("[PG12] lists what happened, newest first, numbered, and shows it on the map", () => {
		const { feed, tell, tick } = setUp();
		tell({ kind: "state", world: pair });
		tick(
			pair,
			{ type: "greeting", actor: "Ada", target: "Bo", at: 10 },
			{ type: "talk", actor: "Bo", target: "Ada", at: 11 },
		);
		vi.advanceTimersByTime(250);
		expect(feed.happenings().map(({ number, at, kind }) => [number, at, kind])).toEqual([
			[2, 11, "talked"],
			[1, 10, "talked"],
		]);
		expect(feed.scene.pulses).toEqual([
			{ kind: "talk", about: ["npc:0", "npc:1"], at: 5_000 },
			{ kind: "talk", about: ["npc:1", "npc:0"], at: 5_000 },
		]);
	});

	it("[PG12] knows who was in a group that the same tick ended", () => {
		const { feed, tell, tick } = setUp();
		const group = { id: "c", source: "", members: ["npc:0", "npc:1"], npcs: 2, players: 0, formed: 0 };
		tell({ kind: "state", world: { ...pair, clusters: new Map([["c", group]]) } });
		tick(pair, { type: "cluster_dissolved", actor: "c", clusterId: "c", at: 10 });
		vi.advanceTimersByTime(250);
		expect(feed.happenings()[0]?.about).toEqual(["npc:0", "npc:1"]);
	});

	it("[PG12] keeps a bounded list", () => {
		const { feed, tell, tick } = setUp();
		tell({ kind: "state", world: pair });
		for (let at = 0; at < 500; at += 1) tick(pair, { type: "wave", actor: "Ada", at });
		vi.advanceTimersByTime(250);
		expect(feed.happenings()).toHaveLength(200);
		expect(feed.happenings()[0]?.at).toBe(499);
	});

	it("[PG13] takes nothing any more once it is stopped", () => {
		const { feed, stop, tell, tick } = setUp();
		tell({ kind: "state", world: pair });
		stop();
		tick({ ...pair, tick: 2 }, { type: "wave", actor: "Ada", at: 1 });
		expect(feed.happenings()).toEqual([]);
	});
});
