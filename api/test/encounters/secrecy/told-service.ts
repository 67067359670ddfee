import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Config, loadConfig } from "../../../src/config/config.js";
import { createLogger } from "../../../src/http/logger.js";
import { type RunningServer, startServer } from "../../../src/http/serve.js";
import { createTokens } from "../../../src/http/tokens.js";
import { createService, type Service } from "../../../src/service.js";

const KEY = "the-key-of-the-game";
const AUDIENCE = "the-tables";

/** As in production, with room for a crowd; of the log nothing is let go. */
const SETTINGS = {
	NODE_ENV: "production",
	HOST: "127.0.0.1",
	GAME_API_KEY: KEY,
	JWT_SECRET: "a secret of at least thirty-two bytes",
	JWT_AUDIENCE: AUDIENCE,
	LOG_LEVEL: "debug",
	RATE_LIMIT_PER_MINUTE: "10000000",
	LOG_MAX_ENTRIES: "1000000",
};

/** The whole service over a folder of its own; every line that it writes to its log is handed on. */
export interface ToldService {
	readonly url: () => string;
	readonly port: () => number;
	readonly service: () => Service;
	readonly key: string;
	readonly secrets: readonly string[];
	readonly token: (userId: string, given?: TokenOptions) => Promise<string>;
	/** Ends as on SIGTERM, and begins anew over the same folder. */
	readonly restart: () => Promise<void>;
	readonly stop: () => Promise<void>;
}

export interface TokenOptions {
	readonly roles?: readonly string[];
	readonly audience?: string;
	readonly secret?: string;
	/** Of its life; negative of one that has ended. */
	readonly seconds?: number;
}

export interface ToldServiceOptions {
	readonly onLine: (line: string) => void;
	readonly env?: Readonly<Record<string, string>>;
}

export async function startToldService({ onLine, env = {} }: ToldServiceOptions): Promise<ToldService> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-secrecy-"));
	const settings = { ...SETTINGS, DATA_DIR: folder, ...env };
	let running = await serve(loadConfig({ ...settings, PORT: "0" }));

	async function serve(config: Config): Promise<{ service: Service; server: RunningServer }> {
		const logger = createLogger(config, { write: onLine });
		const service = await createService({ config, logger, version: "0.0.0" });
		const server = await startServer({ ...service, config, logger });
		for (const begin of service.onListening) begin();
		return { service, server };
	}

	return {
		url: () => `http://127.0.0.1:${String(running.server.port)}`,
		port: () => running.server.port,
		service: () => running.service,
		key: KEY,
		secrets: [KEY, SETTINGS.JWT_SECRET],
		async token(
			userId,
			{ roles = [], audience = AUDIENCE, secret = SETTINGS.JWT_SECRET, seconds = 7_200 } = {},
		) {
			const { jwt } = loadConfig({ ...settings, JWT_SECRET: secret, JWT_AUDIENCE: audience });
			return (await createTokens(jwt).issue!({ userId, roles }, seconds)).token;
		},
		async restart() {
			const { port } = running.server;
			await running.server.close();
			running = await serve(loadConfig({ ...settings, PORT: String(port) }));
		},
		async stop() {
			await running.server.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
