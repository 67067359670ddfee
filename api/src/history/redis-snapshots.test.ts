import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnRedis } from "../testing/redis-server.js";
import { until } from "../testing/until.js";
import { createRedisSnapshots } from "./redis-snapshots.js";
import type { SnapshotStore } from "./snapshot-store.js";
import { TTL_SECONDS, snapshotStoreContract } from "./snapshot-store-contract.js";

describeOnRedis("snapshots on Redis", (redis) => {
	const now = (): number => Date.now() / 1000;
	let client: Redis;
	let opened: SnapshotStore[] = [];

	beforeEach(async () => {
		client = new Redis(redis().url);
		await client.flushall();
	});
	afterEach(async () => {
		for (const store of opened) await store.close();
		opened = [];
		client.disconnect();
	});

	const open = async (onReturn: () => void = () => undefined): Promise<SnapshotStore> => {
		const store = createRedisSnapshots({ url: redis().url, ttlSeconds: TTL_SECONDS, now });
		store.onReturn(onReturn);
		opened.push(store);
		await until(() => store.status().ready, "Redis reached");
		return store;
	};

	snapshotStoreContract(async () => ({
		store: await open(),
		now,
		pass: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
	}));

	it("[SM18] stand under the names that were agreed on, and expire by themselves", async () => {
		const store = await open();
		await store.put(
			"town",
			[16, 17].map((tick) => ({ tick, at: now(), data: `{"tick":${tick}}` })),
			undefined,
		);
		await store.putFullState({ worldId: "town", tick: 17, timestamp: 5, state: '{"entities":[]}' });
		expect((await client.keys("*")).sort()).toEqual([
			"full_state:town",
			"latest_tick:town",
			"snapshot:town:16",
			"snapshot:town:17",
		]);
		expect(await client.get("latest_tick:town")).toBe("17");
		expect(await client.get("snapshot:town:17")).toBe('{"tick":17}');
		expect(await client.ttl("snapshot:town:17")).toBeGreaterThan(TTL_SECONDS - 3);
		expect(await client.ttl("snapshot:town:17")).toBeLessThanOrEqual(TTL_SECONDS);
		expect(JSON.parse((await client.get("full_state:town"))!)).toEqual({
			worldId: "town",
			tick: 17,
			timestamp: 5,
			state: { entities: [] },
		});
		expect(await client.ttl("full_state:town")).toBe(-1);
	});

	it("[SM18] tell when Redis goes and comes back, and reject meanwhile", async () => {
		let ready = 0;
		const store = await open(() => void (ready += 1));
		expect(ready).toBe(1);
		await redis().kill();
		await until(() => !store.status().ready, "Redis gone");
		expect(store.status().detail).toBe("cannot be reached");
		await expect(store.latestTick("town")).rejects.toThrow();
		await redis().start();
		await until(() => store.status().ready, "Redis back");
		expect(ready).toBe(2);
		expect(await store.latestTick("town")).toBeUndefined();
	});
});
