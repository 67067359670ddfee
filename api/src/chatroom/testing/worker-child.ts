import { pino } from "pino";
import { loadConfig } from "../../config/config.js";
import { createProcess } from "../../create-process.js";
import { startServer } from "../../http/serve.js";
import { SHIPPED_TOPICS } from "../topics/testing/shipped-topics.js";

/** A worker process with some settings: says `ready` once it listens, then `at <line of the log>` of runs it is at. */
const config = loadConfig({
	...(JSON.parse(process.argv[2]!) as Record<string, string>),
	ROLE: "worker",
	PORT: "0",
	CHATROOM_CRON: "off",
	CHATROOM_BATCH: "5",
});
const logger = pino(
	{ level: "info" },
	{
		write: (line: string) => {
			const { msg } = JSON.parse(line) as { readonly msg: string };
			if (msg.includes("%: ")) process.stdout.write(`at ${msg}\n`);
		},
	},
);
const worker = await createProcess({ config, logger, version: "0.0.0", topics: SHIPPED_TOPICS });
await startServer({ ...worker, config, logger, process });
for (const begin of worker.onListening) begin();
process.stdout.write("ready\n");
