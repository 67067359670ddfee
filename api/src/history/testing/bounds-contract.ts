import { expect, it } from "vitest";
import type { SnapshotStore, StoreBounds } from "../snapshot-store.js";

/** How the embedded stores are bounded. */
export function boundsContract(open: (bounds: Omit<StoreBounds, "ttlSeconds">) => SnapshotStore): void {
	const put = async (store: SnapshotStore, tick: number, data: string) =>
		store.put("town", [{ tick, at: 0, data }], tick === 1 ? undefined : tick - 1);
	const held = async (store: SnapshotStore) => (await store.range("town", 0, 100)).map(({ tick }) => tick);

	it("[SM16] lets go of the oldest ticks beyond a number of them", async () => {
		const store = open({ maxTicks: 3, maxBytes: 1e9 });
		for (const tick of [1, 2, 3, 4, 5]) await put(store, tick, "x");
		expect(await held(store)).toEqual([3, 4, 5]);
		expect(await store.oldestTick("town")).toBe(3);
		await store.close();
	});

	it("[SM16] lets go of the oldest ticks beyond a number of bytes", async () => {
		const store = open({ maxTicks: 100, maxBytes: 3_000 });
		for (const tick of [1, 2, 3, 4, 5]) await put(store, tick, "é".repeat(400));
		expect(await held(store)).toEqual([3, 4, 5]);
		await put(store, 6, "x".repeat(2_500));
		expect(await held(store)).toEqual([6]);
		await store.close();
	});
}
