import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnRedis } from "../testing/redis-server.js";
import { createRedisSnapshots } from "./redis-snapshots.js";
import type { SnapshotStore } from "./snapshot-store.js";
import { TOWN, memoryStore, testHistory } from "./testing/test-history.js";
import type { TestHistory } from "./testing/test-history.js";

const TTL_SECONDS = 600;
const WAIT = { timeout: 15_000 };

describeOnRedis("snapshots on a Redis that comes and goes", (redis) => {
	let history: TestHistory | undefined;
	let store: SnapshotStore;

	/** The memory of Redis begins empty, and is lost whenever it is killed. */
	beforeEach(async () => {
		await redis().kill();
		await redis().start();
	});
	afterEach(async () => {
		await history?.manager.stop();
		await store.close();
	});

	const now = (): number => Date.now() / 1000;
	const clock = {
		get now() {
			return now();
		},
		set now(_: number) {
			throw new Error("real time passes by itself");
		},
	};
	const start = async (): Promise<TestHistory> => {
		store = createRedisSnapshots({ url: redis().url, ttlSeconds: TTL_SECONDS, now });
		history = await testHistory({ clock, stores: [memoryStore(clock, TTL_SECONDS), store] });
		return history;
	};
	const status = () => history!.manager.status()[1];
	const caughtUp = () => expect.poll(status, WAIT).toMatchObject({ name: "redis", ready: true, behind: 0 });

	async function expectAllOnRedis(count: number): Promise<void> {
		const client = new Redis(redis().url);
		try {
			const ticks = Array.from({ length: count }, (_, index) => `snapshot:${TOWN}:${index + 1}`);
			expect((await client.keys("*")).sort()).toEqual(
				[...ticks, `full_state:${TOWN}`, `latest_tick:${TOWN}`].sort(),
			);
			expect(await client.get(`latest_tick:${TOWN}`)).toBe(String(count));
			const full = JSON.parse((await client.get(`full_state:${TOWN}`))!) as { tick: number };
			expect(full.tick).toBe(Math.floor(count / 10) * 10);
			const there = await store.range(TOWN, 1, count);
			expect(there).toEqual(await history!.stores[0]!.range(TOWN, 1, count));
		} finally {
			client.disconnect();
		}
	}

	it("[SM22] is caught up after it died in the middle and came back empty", async () => {
		const { tick, worlds, manager } = await start();
		await tick(15);
		await caughtUp();
		await redis().kill();
		await tick(20);
		await expect.poll(status, WAIT).toMatchObject({ ready: false, behind: 20 });
		expect((await worlds.open(TOWN)).memory.tick).toBe(35);
		expect(await manager.reader.range(await worlds.open(TOWN), 1, 35)).toHaveLength(35);
		await redis().start();
		await caughtUp();
		await expectAllOnRedis(35);
	});

	it("[SM22] is done without at the start, and caught up once it is there", async () => {
		await redis().kill();
		const { tick } = await start();
		await tick(12);
		await expect.poll(status, WAIT).toMatchObject({ ready: false, behind: 12, detail: "cannot be reached" });
		await redis().start();
		await caughtUp();
		await expectAllOnRedis(12);
	});

	it("[SM22] is filled again after it was emptied, at the next tick", async () => {
		const { tick } = await start();
		await tick(15);
		await caughtUp();
		const client = new Redis(redis().url);
		await client.flushall();
		client.disconnect();
		await tick();
		await history!.manager.idle();
		await expectAllOnRedis(16);
	});

	it("[SM22] that is slow holds nobody up, and is caught up", async () => {
		const { tick, worlds } = await start();
		await tick(5);
		await caughtUp();
		const client = new Redis(redis().url);
		await client.call("CLIENT", "PAUSE", "3000", "ALL");
		client.disconnect();
		const before = performance.now();
		await tick(10);
		expect(performance.now() - before).toBeLessThan(1_500);
		expect((await worlds.open(TOWN)).memory.tick).toBe(15);
		await expect.poll(status, WAIT).toMatchObject({ ready: false });
		await caughtUp();
		await expectAllOnRedis(15);
	});

	it("[SM12] gives each tick the seconds that are left of it, however late it comes", async () => {
		const { tick } = await start();
		await tick(3);
		await caughtUp();
		await redis().kill();
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		await redis().start();
		await caughtUp();
		const client = new Redis(redis().url);
		expect(await client.ttl(`snapshot:${TOWN}:1`)).toBeLessThan(TTL_SECONDS);
		client.disconnect();
	});
});
