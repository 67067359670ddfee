import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TickFrame } from "../../../client/frames.js";
import { NO_WORLD, type SyncedWorld } from "../../../client/index.js";
import { ApiError } from "../../access/get-json.js";
import { createPast } from "./past.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two seconds a tick. */
const timeOf = (tick: number): number => 1_000 + 2 * tick;
const position = (tick: number) => ({ x: tick, y: 0, z: 0 });

function setUp({ oldest = 5, newest = 400 } = {}) {
	let held = oldest;
	let live = newest;
	let failure: Error | undefined;
	const asked: string[] = [];
	const gone = () => new ApiError(410, "Gone", { oldestTick: held });
	const worldOf = (tick: number): SyncedWorld => ({
		...NO_WORLD,
		tick,
		timestamp: timeOf(tick),
		entities: new Map([["a", { id: "a", type: "npc", position: position(tick) }]]),
	});
	const frameOf = (tick: number): TickFrame => ({
		tick,
		timestamp: timeOf(tick),
		span: 1,
		changes: {
			entityMoved: [{ id: "a", position: position(tick) }],
			events: [{ type: "wave", actor: "a", at: timeOf(tick) }],
		},
	});
	const past = createPast({
		live: () => ({ tick: live, timestamp: timeOf(live) }),
		held: async () => {
			if (failure) throw failure;
			return {
				oldest: { tick: held, timestamp: timeOf(held) },
				archived: [{ tick: 100, timestamp: timeOf(100) }],
			};
		},
		world: async (tick) => {
			asked.push(`world ${tick}`);
			if (failure) throw failure;
			if (tick < held) throw gone();
			return worldOf(tick);
		},
		frames: async (first, last) => {
			asked.push(`frames ${first}-${last}`);
			if (failure) throw failure;
			if (first < held) throw gone();
			return Array.from({ length: last - first + 1 }, (_, n) => frameOf(first + n));
		},
	});
	const settle = () => vi.advanceTimersByTimeAsync(0);
	const xOf = (): number | undefined => past.rerun.scene.bodies.get("a")?.motion.toX;
	const opened = async () => {
		past.open();
		await settle();
	};
	return {
		past,
		asked,
		settle,
		opened,
		xOf,
		worldOf,
		forget: (tick: number) => (held = tick),
		grow: (tick: number) => (live = tick),
		failWith: (error: Error | undefined) => (failure = error),
	};
}

describe("createPast", () => {
	it("[PG30] asks for nothing before it is opened, and is live until it is moved", async () => {
		const { past, asked, opened } = setUp();
		expect(past.view()).toMatchObject({ isOpen: false, tick: undefined });
		await opened();
		expect(asked).toEqual([]);
		expect(past.view()).toMatchObject({ isOpen: true, range: { oldest: 5, newest: 400 }, tick: undefined });
		expect(past.view().archived).toHaveLength(1);
	});

	it("[PG29] shows a tick once it is here, and its neighbours without asking", async () => {
		const { past, asked, opened, settle, xOf } = setUp();
		await opened();
		past.goTo(200);
		expect(past.view()).toMatchObject({ tick: 200, isLoading: true, world: undefined });
		await settle();
		expect(past.view()).toMatchObject({ tick: 200, isLoading: false, at: timeOf(200) });
		expect(past.view().world?.tick).toBe(200);
		expect(xOf()).toBe(200);
		const before = asked.length;
		for (let tick = 130; tick < 300; tick += 7) {
			past.goTo(tick);
			expect(past.view().isLoading).toBe(false);
			expect(xOf()).toBe(tick);
		}
		await settle();
		expect(asked.length - before).toBeLessThanOrEqual(4);
	});

	it("[PG31] keeps within what is held", async () => {
		const { past, opened, settle } = setUp();
		await opened();
		past.goTo(-50);
		await settle();
		expect(past.view().tick).toBe(5);
		past.goTo(9_999);
		await settle();
		expect(past.view().tick).toBe(400);
	});

	it("[PG31] corrects its range kindly where what was gone to is held no more", async () => {
		const { past, opened, settle, forget, xOf } = setUp();
		await opened();
		forget(250);
		past.goTo(121);
		await settle();
		await settle();
		expect(past.view()).toMatchObject({ tick: 250, range: { oldest: 250, newest: 400 }, isLoading: false });
		expect(past.view().note).toContain("no longer kept");
		expect(xOf()).toBe(250);
		past.goTo(300);
		expect(past.view().note).toBeUndefined();
	});

	it("[PG31] is live again where nothing is held any more", async () => {
		const { past, opened, settle, failWith } = setUp();
		await opened();
		failWith(new ApiError(410, "Gone", { oldestTick: null }));
		past.goTo(50);
		await settle();
		expect(past.view()).toMatchObject({ tick: undefined, range: undefined, world: undefined });
		expect(past.view().note).toContain("Nothing");
	});

	it("[PG31] says that the server is away, and tries again by itself", async () => {
		const { past, opened, settle, failWith } = setUp();
		await opened();
		failWith(new TypeError("fetch failed"));
		past.goTo(50);
		await settle();
		expect(past.view()).toMatchObject({ isLoading: true });
		expect(past.view().note).toContain("cannot be reached");
		failWith(undefined);
		await vi.advanceTimersByTimeAsync(3_000);
		expect(past.view()).toMatchObject({ tick: 50, isLoading: false, note: undefined });
	});

	it("[PG32] plays by the ticks' own times, as fast as is wanted, and ends in the live world", async () => {
		const { past, opened, settle, xOf } = setUp();
		await opened();
		past.goTo(380);
		await settle();
		let page = 0;
		const pass = (ms: number): void => {
			for (let end = page + ms; page < end; page += 20) past.rerun.advance(page);
		};
		pass(1_000);
		expect(past.view().tick).toBe(380);
		past.play(1);
		pass(4_020);
		expect(past.view().tick).toBe(382);
		past.play(16);
		pass(1_040);
		expect(past.view().tick).toBe(390);
		expect(xOf()).toBe(390);
		past.play(0);
		pass(1_000);
		expect(past.view()).toMatchObject({ tick: 390, speed: 0 });
		past.play(16);
		pass(2_000);
		expect(past.view()).toMatchObject({ tick: undefined, speed: 0, world: undefined });
	});

	it("[PG30] gives lists a new world at most four times a second, the last one for sure", async () => {
		const { past, opened, settle } = setUp();
		await opened();
		past.goTo(200);
		await settle();
		const worlds = new Set<SyncedWorld | undefined>();
		past.subscribe(() => worlds.add(past.view().world));
		for (let tick = 201; tick <= 230; tick += 1) {
			past.goTo(tick);
			vi.advanceTimersByTime(16);
		}
		expect(worlds.size).toBeLessThanOrEqual(3);
		vi.advanceTimersByTime(250);
		expect(past.view().world?.tick).toBe(230);
	});

	it("[PG29] draws trails as they were, newest last, and lists what had happened", async () => {
		const { past, opened, settle, worldOf } = setUp();
		await opened();
		past.goTo(200);
		await settle();
		expect(past.rerun.scene.bodies.get("a")?.trail.map(({ x }) => x)).toEqual([
			191, 192, 193, 194, 195, 196, 197, 198, 199,
		]);
		const happenings = past.happenings(worldOf(200));
		expect(happenings).toHaveLength(80);
		expect(happenings[0]).toMatchObject({ at: timeOf(200) });
	});

	it("[PG30] closes to live, and leaves no timer behind", async () => {
		const { past, opened, settle } = setUp();
		await opened();
		past.goTo(200);
		await settle();
		past.close();
		expect(past.view()).toMatchObject({ isOpen: false, tick: undefined, world: undefined });
		past.stop();
		expect(vi.getTimerCount()).toBe(0);
	});
});
