import { describe } from "vitest";
import { createMemorySnapshots } from "./memory-snapshots.js";
import { TTL_SECONDS, snapshotStoreContract } from "./snapshot-store-contract.js";
import { boundsContract } from "./testing/bounds-contract.js";

const ROOMY = { maxTicks: 10_000, maxBytes: 1e9 };

describe("snapshots in memory", () => {
	snapshotStoreContract(async () => {
		let time = 1_000;
		const now = (): number => time;
		return {
			store: createMemorySnapshots({ ttlSeconds: TTL_SECONDS, ...ROOMY, now }),
			now,
			pass: async (seconds) => void (time += seconds),
		};
	});
	boundsContract((bounds) => createMemorySnapshots({ ttlSeconds: TTL_SECONDS, ...bounds, now: () => 0 }));
});
