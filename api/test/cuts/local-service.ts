import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { loadConfig } from "../../src/config/config.js";
import { startServer } from "../../src/http/serve.js";
import { createService } from "../../src/service.js";
import { CREDENTIAL_SETTINGS, UNLIMITED } from "./credentials.js";

/** The real service on the embedded engine, in this process. */
export interface LocalService {
	readonly port: number;
	/** Drains it; resolves with whether everything was put in order. */
	readonly stop: () => Promise<boolean>;
}

export async function startLocalService(
	settings: Readonly<Record<string, string>> = {},
): Promise<LocalService> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-local-"));
	const config = loadConfig({
		...CREDENTIAL_SETTINGS,
		...UNLIMITED,
		DATA_DIR: folder,
		PORT: "0",
		LOG_LEVEL: "silent",
		...settings,
	});
	const logger = pino({ level: config.logLevel });
	const { app, onDrain, onClosed } = await createService({ config, logger, version: "0.0.0" });
	const server = await startServer({ app, config, logger, onDrain, onClosed });
	return {
		port: server.port,
		async stop() {
			const isClean = await server.close();
			await rm(folder, { recursive: true, force: true });
			return isClean;
		},
	};
}
