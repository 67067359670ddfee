import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChild } from "../log/testing/child.js";
import { openLmdbSnapshots } from "./lmdb-snapshots.js";
import type { SnapshotStore } from "./snapshot-store.js";
import { TTL_SECONDS, snapshotStoreContract } from "./snapshot-store-contract.js";
import { boundsContract } from "./testing/bounds-contract.js";

const ROOMY = { maxTicks: 10_000, maxBytes: 1e9 };
const FILE = "snapshots.mdb";

let directory: string;
let time: number;
let opened: SnapshotStore[];

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), "earshot-snapshots-"));
	time = 1_000;
	opened = [];
});

afterEach(async () => {
	for (const store of opened) await store.close();
	rmSync(directory, { recursive: true, force: true });
});

function open(bounds = ROOMY): SnapshotStore {
	const store = openLmdbSnapshots({ directory, ttlSeconds: TTL_SECONDS, ...bounds, now: () => time });
	opened.push(store);
	return store;
}

async function reopen(): Promise<SnapshotStore> {
	await opened.pop()?.close();
	return open();
}

const record = (tick: number, data = `{"tick":${tick}}`) => ({ tick, at: time, data });

describe("snapshots in a file", () => {
	snapshotStoreContract(async () => ({
		store: open(),
		now: () => time,
		pass: async (seconds) => void (time += seconds),
	}));

	boundsContract((bounds) => {
		time = 0;
		return openLmdbSnapshots({ directory, ttlSeconds: TTL_SECONDS, ...bounds, now: () => time });
	});

	it("[SM17] are all there after a restart, for as long as they would have been", async () => {
		const store = open();
		await store.put(
			"town",
			[1, 2, 3].map((tick) => record(tick)),
			undefined,
		);
		time += 50;
		await store.put("town", [record(4)], 3);
		const full = { worldId: "town", tick: 4, timestamp: 9.5, state: "{}" };
		await store.putFullState(full);
		const again = await reopen();
		expect(await again.latestTick("town")).toBe(4);
		expect(await again.range("town", 0, 9)).toEqual(
			[1, 2, 3, 4].map((tick) => ({ tick, data: `{"tick":${tick}}` })),
		);
		expect(await again.fullState("town")).toEqual(full);
		time += 51;
		expect(await again.range("town", 0, 9)).toHaveLength(1);
		expect(await (await reopen()).oldestTick("town")).toBe(4);
	});

	it("[SM12] that have expired are erased from the file, in quiet worlds too", async () => {
		const store = open();
		await store.put("town", [record(1)], undefined);
		time += TTL_SECONDS + 1;
		await store.sweep();
		time -= TTL_SECONDS + 1;
		expect(await (await reopen()).range("town", 0, 9)).toEqual([]);
	});

	it("[SM17] survive a kill without a hole: everything that was said to be kept", async () => {
		let reached = 0;
		for (let kill = 0; kill < 3; kill += 1) {
			const child = startChild(new URL("./testing/put-child.ts", import.meta.url), [directory]);
			await child.line("ready");
			await new Promise((resolve) => setTimeout(resolve, 60 + kill * 70));
			await child.kill("SIGKILL");
			reached = Math.max(reached, ...child.lines.map(Number).filter(Number.isFinite));
			const store = await reopen();
			const latest = (await store.latestTick("town")) ?? 0;
			expect(latest).toBeGreaterThanOrEqual(reached);
			const kept = await store.range("town", 1, latest);
			expect(kept.map(({ tick }) => tick)).toEqual(Array.from({ length: latest }, (_, index) => index + 1));
			expect(store.status()).toEqual({ ready: true });
			await opened.pop()?.close();
		}
		expect(reached).toBeGreaterThan(0);
	});

	it("[SM17] whose file is torn begin anew beside it, and say so", async () => {
		const store = open();
		const text = "x".repeat(20_000);
		await store.put(
			"town",
			[1, 2, 3].map((tick) => record(tick, text)),
			undefined,
		);
		await opened.pop()?.close();
		const path = join(directory, FILE);
		truncateSync(path, statSync(path).size - 30_000);
		const again = open();
		expect(await again.latestTick("town")).toBeUndefined();
		expect(again.status().detail).toMatch(/kept as .*snapshots\.mdb\.damaged-1000/);
		expect(readdirSync(directory)).toContain(`${FILE}.damaged-1000`);
		expect(await again.put("town", [record(1)], undefined)).toBe(true);
	});
});
