import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
	NO_WORLD,
	type StateSync,
	type SyncChange,
	type SyncedWorld,
	type SyncStatus,
} from "../../../client/index.js";
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
	let listener: ((change: SyncChange) => void) | undefined;
	let status: SyncStatus = "connecting";
	const calls: string[] = [];
	const sync: StateSync = {
		state: () => NO_WORLD,
		status: () => status,
		reason: () => undefined,
		counts: () => ({ ticks: 0, duplicates: 0, resumes: 0, resets: 0, divergences: 0 }),
		subscribe: (next) => {
			listener = next;
			return () => (listener = undefined);
		},
		start: () => calls.push("start"),
		check: () => calls.push("check"),
		close: () => calls.push("close"),
	};
	const feed = createFeed(sync, () => 5_000);
	const views: number[] = [];
	feed.subscribe(() => views.push(feed.view().world.tick));
	feed.start();
	return {
		feed,
		views,
		calls,
		tell: (change: SyncChange) => listener?.(change),
		tick: (world: SyncedWorld, ...events: EventWire[]) =>
			listener?.({ kind: "tick", world, frame: { tick: world.tick, timestamp: 1, span: 1, changes: { events } } }),
		become(next: SyncStatus) {
			status = next;
			listener?.({ kind: "status", status, reason: undefined });
		},
	};
}

describe("createFeed", () => {
	it("[PG13] tells fresh state and changes of the connection at once", () => {
		const { feed, views, tell, become } = setUp();
		tell({ kind: "state", world: pair });
		become("live");
		expect(views).toEqual([1, 1]);
		expect(feed.view().status).toBe("live");
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
		expect(feed.view().world.tick).toBe(40);
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
		expect(feed.view().happenings.map(({ number, at, kind }) => [number, at, kind])).toEqual([
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
		expect(feed.view().happenings[0]?.about).toEqual(["npc:0", "npc:1"]);
	});

	it("[PG12] keeps a bounded list", () => {
		const { feed, tell, tick } = setUp();
		tell({ kind: "state", world: pair });
		for (let at = 0; at < 500; at += 1) tick(pair, { type: "wave", actor: "Ada", at });
		vi.advanceTimersByTime(250);
		expect(feed.view().happenings).toHaveLength(200);
		expect(feed.view().happenings[0]?.at).toBe(499);
	});

	it("[PG13] stops for good, and tries again when told to", () => {
		const { feed, views, calls, tell, tick } = setUp();
		tell({ kind: "state", world: pair });
		tick({ ...pair, tick: 2 });
		feed.retry();
		feed.stop();
		vi.advanceTimersByTime(1_000);
		expect(calls).toEqual(["start", "start", "close"]);
		expect(views).toEqual([1]);
	});
});
