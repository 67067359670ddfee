import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ConfigError, loadConfig } from "./config/config.js";
import { createProcess } from "./create-process.js";
import { createLogger } from "./http/logger.js";
import { ListenError, startServer } from "./http/serve.js";
import { letHeapGrow } from "./let-heap-grow.js";
import { LogError } from "./log/log-error.js";

/** The folder of the project, seen from the bundle in `api/dist`. */
const PROJECT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PAGES = join(PROJECT, "api", "web", "dist");
const EXPERIENCES = join(PROJECT, "api", "experiences");
const TOPICS = join(PROJECT, "api", "chatroom", "topics.json");

function versionOf(project: string): string {
	const manifest = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { version: string };
	return manifest.version;
}

async function start(): Promise<void> {
	const config = loadConfig(process.env);
	const logger = createLogger(config);
	const { app, onListening, onDrain, onClosed } = await createProcess({
		config,
		logger,
		version: versionOf(PROJECT),
		experiences: EXPERIENCES,
		topics: TOPICS,
		...(existsSync(PAGES) && { pages: { folder: PAGES } }),
	});
	try {
		await startServer({ app, config, logger, onDrain, onClosed, process });
		for (const begin of onListening) begin();
	} catch (error) {
		for (const step of onClosed) await step();
		app.stop();
		throw error;
	}
}

letHeapGrow();
try {
	await start();
} catch (error) {
	const expected = error instanceof ConfigError || error instanceof ListenError || error instanceof LogError;
	console.error(expected ? error.message : error);
	process.exitCode = 1;
}
