import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { loadConfig } from "../../config/config.js";
import { createService } from "../../service.js";
import { startServer } from "../../http/serve.js";
import type { Mind } from "../mind.js";
import { echo, retell } from "./test-mind.js";

/**
 * A whole backend of its own over a folder: says `port <n>`. Its mind takes a while, and marks each answer, so that
 * one message answered twice shows.
 */
const [directory] = process.argv.slice(2);
const mind: Mind = {
	name: "test",
	answer: async (request) => {
		await new Promise((resolve) => setTimeout(resolve, 20));
		return { ...echo(request), generatedBy: randomUUID() };
	},
	narrate: (request) => Promise.resolve(retell(request)),
};
const config = loadConfig({
	DATA_DIR: directory,
	PORT: "0",
	LOG_LEVEL: "silent",
	RATE_LIMIT_PER_MINUTE: "1000000",
});
const logger = pino({ level: "silent" });
const service = await createService({ config, logger, version: "0.0.0", mind });
const server = await startServer({ ...service, config, logger, process });
process.stdout.write(`port ${new URL(server.url).port}\n`);
