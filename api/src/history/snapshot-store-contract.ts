import { expect, it } from "vitest";
import type { SnapshotStore, TickRecord } from "./snapshot-store.js";

/** Seconds for which the stores under test hold a tick. */
export const TTL_SECONDS = 100;

/** An empty store, and the time that it goes by. */
export interface StoreUnderTest {
	readonly store: SnapshotStore;
	readonly now: () => number;
	/** Lets time pass. */
	readonly pass: (seconds: number) => Promise<void>;
}

/** What every store does. */
export function snapshotStoreContract(open: () => Promise<StoreUnderTest>): void {
	const textOf = (tick: number): string => JSON.stringify({ tick, name: "Zoë \u0000 “x”" });
	const record = (tick: number, at: number): TickRecord => ({ tick, at, data: textOf(tick) });
	const records = (from: number, to: number, at: number): readonly TickRecord[] =>
		Array.from({ length: to - from + 1 }, (_, index) => record(from + index, at));
	const ticksOf = async (store: SnapshotStore, from: number, to: number) =>
		(await store.range("town", from, to)).map(({ tick }) => tick);

	it("[SM10] holds ticks by world, and gives ranges of them as they were put", async () => {
		const { store, now } = await open();
		expect(await store.latestTick("town")).toBeUndefined();
		expect(await store.oldestTick("town")).toBeUndefined();
		expect(await store.put("town", records(1, 150, now()), undefined)).toBe(true);
		expect(await store.put("town-2", [record(7, now())], undefined)).toBe(true);
		expect(await store.put("town", [record(151, now())], 150)).toBe(true);
		expect(await store.latestTick("town")).toBe(151);
		expect(await store.latestTick("town-2")).toBe(7);
		expect(await store.range("town", 2, 3)).toEqual([2, 3].map((tick) => ({ tick, data: textOf(tick) })));
		expect(await ticksOf(store, 1, 1_000)).toEqual(Array.from({ length: 151 }, (_, index) => index + 1));
		expect(await ticksOf(store, 152, 200)).toEqual([]);
		expect(await store.range("nowhere", 1, 1_000)).toEqual([]);
		expect(await store.oldestTick("town")).toBe(1);
		expect(await store.oldestTick("town-2")).toBe(7);
		expect(store.status().ready).toBe(true);
	});

	it("[SM11] takes ticks only after the one that their writer knows", async () => {
		const { store, now } = await open();
		expect(await store.put("town", [record(1, now())], 5)).toBe(false);
		expect(await store.put("town", records(1, 3, now()), undefined)).toBe(true);
		const wrong = { tick: 9, at: now(), data: "other" };
		for (const after of [undefined, 1, 2, 4]) expect(await store.put("town", [wrong], after)).toBe(false);
		expect(await store.latestTick("town")).toBe(3);
		expect(await ticksOf(store, 1, 10)).toEqual([1, 2, 3]);
		const writers = ["a", "b", "c"].map((data) => store.put("town", [{ tick: 4, at: now(), data }], 3));
		expect((await Promise.all(writers)).filter(Boolean)).toHaveLength(1);
		expect(await ticksOf(store, 1, 10)).toEqual([1, 2, 3, 4]);
	});

	it("[SM12] holds a tick for so long from when the log took it, whenever it was put", async () => {
		const { store, now, pass } = await open();
		const start = now();
		const old = records(1, 3, start - TTL_SECONDS - 1);
		const soon = records(4, 6, start - TTL_SECONDS + 1.5);
		expect(await store.put("town", [...old, ...soon, ...records(7, 9, start)], undefined)).toBe(true);
		expect(await ticksOf(store, 1, 20)).toEqual([4, 5, 6, 7, 8, 9]);
		expect(await store.oldestTick("town")).toBe(4);
		await pass(2.1);
		expect(await ticksOf(store, 1, 20)).toEqual([7, 8, 9]);
		expect(await store.oldestTick("town")).toBe(7);
		await store.sweep();
		expect(await ticksOf(store, 1, 20)).toEqual([7, 8, 9]);
		expect(await store.put("town", records(10, 11, start - TTL_SECONDS - 1), 9)).toBe(true);
		expect(await store.latestTick("town")).toBe(11);
		expect(await ticksOf(store, 1, 20)).toEqual([7, 8, 9]);
		expect(await store.oldestTick("town")).toBeUndefined();
	});

	it("[SM10] says from which tick on all are held, behind a hole too", async () => {
		const { store, now } = await open();
		await store.put("town", records(1, 4, now()), undefined);
		await store.put("town", records(40, 47, now()), 4);
		expect(await store.oldestTick("town")).toBe(40);
		expect(await ticksOf(store, 3, 41)).toEqual([3, 4, 40, 41]);
		expect(await store.heldTicks("town")).toEqual([1, 2, 3, 4, 40, 41, 42, 43, 44, 45, 46, 47]);
		expect(await store.heldTicks("tow")).toEqual([]);
		for (let tick = 48; tick < 60; tick += 1) {
			await store.put("town", [record(tick, now())], tick - 1);
			expect(await store.oldestTick("town")).toBe(40);
		}
	});

	it("[SM13] keeps the newest complete state, as it was put", async () => {
		const { store, pass } = await open();
		expect(await store.fullState("town")).toBeUndefined();
		const first = { worldId: "town", tick: 100, timestamp: 12.5, state: '{"entities":[{"id":"é\\"1"}]}' };
		await store.putFullState(first);
		await store.putFullState({ ...first, worldId: "town-2", tick: 5 });
		expect(await store.fullState("town")).toEqual(first);
		const second = { ...first, tick: 90, state: '{"entities":[]}' };
		await store.putFullState(second);
		await pass(0.1);
		expect(await store.fullState("town")).toEqual(second);
		expect(await store.fullState("town-2")).toMatchObject({ tick: 5 });
	});

	it("[SM14] goes back to a tick from which the world went on differently", async () => {
		const { store, now } = await open();
		await store.put("town", records(1, 200, now()), undefined);
		await store.rewind("town", 300);
		expect(await store.latestTick("town")).toBe(200);
		await store.rewind("town", 120);
		expect(await store.latestTick("town")).toBe(120);
		expect(await ticksOf(store, 110, 220)).toEqual(Array.from({ length: 11 }, (_, index) => 110 + index));
		expect(await store.put("town", [record(121, now())], 120)).toBe(true);
		expect(await ticksOf(store, 119, 220)).toEqual([119, 120, 121]);
		await store.rewind("nowhere", 1);
		expect(await store.latestTick("nowhere")).toBeUndefined();
	});

	it("[SM15] erases all ticks of a world, those behind a hole too, and takes none of before", async () => {
		const { store, now } = await open();
		await store.put("town", records(1, 3, now()), undefined);
		await store.put("town", records(10, 90, now()), 3);
		await store.put("town-2", records(1, 3, now()), undefined);
		await store.forget("town", 95);
		expect(await ticksOf(store, 1, 100)).toEqual([]);
		expect(await store.oldestTick("town")).toBeUndefined();
		expect(await store.latestTick("town")).toBe(95);
		expect(await store.put("town", [record(91, now())], 90)).toBe(false);
		expect(await store.put("town", [record(96, now())], 95)).toBe(true);
		expect(await ticksOf(store, 1, 100)).toEqual([96]);
		expect(await store.range("town-2", 1, 100)).toHaveLength(3);
	});
}
