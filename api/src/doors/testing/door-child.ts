import { openLmdbLog } from "../../log/lmdb-log.js";
import { startDoorServer } from "./door-server.js";
import { createTallyWriter, tallyView } from "./tally.js";

/**
 * A whole service of its own: durable log, both doors, and a writer that goes on where the log ends. Says
 * `port <n>`, then `held <count>` for each acknowledged write. On SIGTERM it stops writing and says `last <count>`,
 * and goes on serving.
 */
const [directory, maxEntries] = process.argv.slice(2);
const log = await openLmdbLog({
	directory: directory!,
	retention: { maxEntries: Number(maxEntries), maxBytes: 2 ** 40, maxAgeSeconds: 1e9 },
});
const server = await startDoorServer(log, tallyView(log));
const writer = await createTallyWriter(log, 4);
let isWriting = true;
process.on("SIGTERM", () => (isWriting = false));
process.stdout.write(`port ${server.port}\n`);

let held = 0;
for (let turn = 0; isWriting; turn++) {
	// Now and then more at once than little retention keeps.
	held = await writer.write(turn % 10 === 0 ? 30 : 1 + (turn % 3));
	process.stdout.write(`held ${held}\n`);
	await new Promise((resolve) => setTimeout(resolve, turn % 4));
}
process.stdout.write(`last ${held}\n`);
