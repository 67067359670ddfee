import { openLmdbSnapshots } from "../lmdb-snapshots.js";

/** Puts ticks until it is killed, and says the number of each only after it was kept. */
const [directory] = process.argv.slice(2);
const store = openLmdbSnapshots({
	directory: directory!,
	ttlSeconds: 1e9,
	maxTicks: 1e9,
	maxBytes: 1e12,
	now: () => 1_000,
});
process.stdout.write("ready\n");
for (;;) {
	const latest = await store.latestTick("town");
	const first = (latest ?? 0) + 1;
	const ticks = Array.from({ length: 1 + (first % 4) }, (_, index) => ({
		tick: first + index,
		at: 1_000,
		data: JSON.stringify({ tick: first + index, padding: "x".repeat((first * 131) % 3_000) }),
	}));
	await store.put("town", ticks, latest);
	process.stdout.write(`${ticks.at(-1)!.tick}\n`);
}
