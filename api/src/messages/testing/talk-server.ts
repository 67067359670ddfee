import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import { loadConfig } from "../../config/config.js";
import { createService } from "../../service.js";
import type { Service } from "../../service.js";
import { createTestMind } from "./test-mind.js";
import type { TestMind } from "./test-mind.js";

/** The whole backend over a folder of its own, behind real HTTP. */
export interface TalkServer {
	readonly mind: TestMind;
	readonly service: () => Service;
	readonly call: () => ReturnType<typeof request>;
	/** Stops as on SIGTERM and starts again over the same files, after what is to happen meanwhile. */
	readonly restart: (meanwhile?: () => Promise<void>) => Promise<void>;
	readonly stop: () => Promise<void>;
}

async function stopService({ app, onDrain, onClosed }: Service): Promise<void> {
	app.beginDrain();
	for (const step of [...onDrain, ...onClosed]) await step();
	app.stop();
}

export async function startTalkServer(env: Readonly<Record<string, string>> = {}): Promise<TalkServer> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-talk-"));
	const mind = createTestMind();
	const start = () =>
		createService({
			config: loadConfig({
				DATA_DIR: folder,
				LOG_LEVEL: "silent",
				WORLD_ID: "plaza",
				RATE_LIMIT_PER_MINUTE: "1000000",
				...env,
			}),
			logger: pino({ level: "silent" }),
			version: "0.0.0",
			mind,
		});
	let service = await start();
	return {
		mind,
		service: () => service,
		call: () => request(service.app.handler),
		restart: async (meanwhile) => {
			await stopService(service);
			await meanwhile?.();
			service = await start();
		},
		stop: async () => {
			mind.open();
			await stopService(service);
			await rm(folder, { recursive: true, force: true });
		},
	};
}
