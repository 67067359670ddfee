import { createHash } from "node:crypto";
import { pino } from "pino";
import { loadConfig } from "../../config/config.js";
import { createService } from "../../service.js";
import { canonical, payload } from "../../snapshots/test-payloads.js";
import { TOWN, payloadOf, textOf } from "./test-history.js";

/** The whole service, taking ticks until it is killed. Says the number of each and what the world was then. */
const [dataDir] = process.argv.slice(2);
const service = await createService({
	config: loadConfig({ DATA_DIR: dataDir!, LOG_LEVEL: "silent", ARCHIVE_INTERVAL: "10" }),
	logger: pino({ level: "silent" }),
	version: "0.0.0",
});
process.stdout.write("ready\n");
for (;;) {
	const { tick } = (await service.worlds.open(TOWN)).memory;
	await service.worlds.ingest(TOWN, canonical(payload(payloadOf(tick + 1, 1_000 + tick))));
	const { memory } = await service.worlds.open(TOWN);
	const digest = createHash("sha256").update(textOf(memory.peopled.state)).digest("hex");
	process.stdout.write(`tick ${memory.tick} ${digest}\n`);
}
