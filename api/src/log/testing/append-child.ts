import { openLmdbLog } from "../lmdb-log.js";

/**
 * Appends batches to three topics until it is killed, and says `<topic> <offset>` only after each is held.
 * Every entry names its place in its batch, so that half a batch shows.
 */
const [directory] = process.argv.slice(2);
const log = await openLmdbLog({
	directory: directory!,
	retention: { maxEntries: 200, maxBytes: 1_000_000, maxAgeSeconds: 1e9 },
});

async function appendForEver(topic: string): Promise<never> {
	for (let turn = 1; ; turn++) {
		const size = 1 + (turn % 4);
		const batch = Array.from({ length: size }, (_, index) => ({
			type: "part",
			data: JSON.stringify({ index, size, padding: "x".repeat((turn * 131) % 3000) }),
		}));
		const { offset } = await log.append(topic, batch);
		process.stdout.write(`${topic} ${offset}\n`);
		if (turn % 20 === 0) await log.checkpoint(topic, { offset, value: String(offset) });
	}
}

process.stdout.write("ready\n");
await Promise.all(["a", "b", "c"].map(appendForEver));
