import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pino } from "pino";
import { loadConfig } from "../../src/config/config.js";
import { startServer } from "../../src/http/serve.js";
import { letHeapGrow } from "../../src/let-heap-grow.js";
import { createService } from "../../src/service.js";
import type { Held } from "../idle/server-child.js";
import { startBareExperience, type BareExperience } from "./bare-experience.js";

/**
 * One server in a process of its own: `server-child.ts <kind> <secret> <folder of experiences>`. Says `{port}`, and what it has
 * come to for each message that it is sent.
 */
export type ExperienceServerKind = "product" | "bare";

export interface ServerFound extends Held {
	/** This process's own, so far; before the collection. */
	readonly cpuMilliseconds: number;
}

/** The whole service as it runs in production, on the embedded engines. */
async function startProduct(secret: string, experiences: string): Promise<BareExperience> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-bench-"));
	const config = loadConfig({
		NODE_ENV: "production",
		DATA_DIR: folder,
		HOST: "127.0.0.1",
		PORT: "0",
		GAME_API_KEY: "key",
		JWT_SECRET: secret,
		RATE_LIMIT_PER_MINUTE: "10000000",
	});
	const logger = pino({ level: "error" });
	const service = await createService({ config, logger, version: "0.0.0", experiences });
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

async function found(): Promise<ServerFound> {
	const { user, system } = process.cpuUsage();
	// What a connection leaves behind at its beginning is let go of over a few turns.
	for (let round = 0; round < 4; round++) {
		globalThis.gc?.();
		await wait(150);
	}
	const { heapUsed, external, rss } = process.memoryUsage();
	return { bytes: heapUsed + external, rssBytes: rss, cpuMilliseconds: (user + system) / 1000 };
}

// As the service does; the bare server has the same.
letHeapGrow();
const [kind, secret, experiences] = process.argv.slice(2) as [ExperienceServerKind, string, string];
const server = kind === "bare" ? await startBareExperience() : await startProduct(secret, experiences);
process.send?.({ port: server.port });
process.on("message", () => void found().then((what) => process.send?.(what)));
process.on("disconnect", () => void server.close().then(() => process.exit()));
