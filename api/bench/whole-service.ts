import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { loadConfig } from "../src/config/config.js";
import { startServer } from "../src/http/serve.js";
import { createService, type ServiceOptions } from "../src/service.js";

export interface WholeService {
	readonly port: number;
	readonly close: () => Promise<void>;
}

export interface WholeServiceOptions extends Pick<ServiceOptions, "experiences" | "pages"> {
	/** Beside what every benchmark has: a folder of its own, any free port, and no limit of requests. */
	readonly env: Readonly<Record<string, string>>;
}

/** What makes it run as in production. */
export function production(secret: string): Readonly<Record<string, string>> {
	return { NODE_ENV: "production", HOST: "127.0.0.1", GAME_API_KEY: "key", JWT_SECRET: secret };
}

/** The whole service in this process, on the embedded engines where `env` names no others. */
export async function startWholeService({ env, ...options }: WholeServiceOptions): Promise<WholeService> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-bench-"));
	const config = loadConfig({ DATA_DIR: folder, PORT: "0", RATE_LIMIT_PER_MINUTE: "10000000", ...env });
	const logger = pino({ level: "error" });
	const service = await createService({ config, logger, version: "0.0.0", ...options });
	const server = await startServer({ ...service, config, logger });
	for (const begin of service.onListening) begin();
	return {
		port: server.port,
		async close() {
			await server.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
