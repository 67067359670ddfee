import { pino } from "pino";
import { loadConfig } from "../../config/config.js";
import { createProcess } from "../../create-process.js";
import { startServer } from "../../http/serve.js";
import type { Mind } from "../mind.js";
import { echo, retell } from "./test-mind.js";

/**
 * A worker process: says `port <n>`, then `asked <message id>` for each message it is at. With `stuck` it never
 * answers.
 */
const [url, stuck] = process.argv.slice(2);
const mind: Mind = {
	name: "test",
	answer: async (request) => {
		process.stdout.write(`asked ${request.message.id}\n`);
		if (stuck !== undefined) await new Promise(() => undefined);
		return { ...echo(request), generatedBy: "worker" };
	},
	narrate: (request) => Promise.resolve(retell(request)),
};
const config = loadConfig({
	ROLE: "worker",
	QUEUE_ENGINE: "redis",
	REDIS_URL: url,
	PORT: "0",
	LOG_LEVEL: "silent",
});
const logger = pino({ level: "silent" });
const worker = await createProcess({ config, logger, version: "0.0.0", mind });
const server = await startServer({ ...worker, config, logger, process });
process.stdout.write(`port ${new URL(server.url).port}\n`);
