import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import type { InboxWire } from "../../../../game/src/shared/wire/index.js";
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
	/** Tells it as server `s`: what is given of a body of `POST /v1/messages`. */
	readonly tell: (body: object) => request.Test;
	/** An answer of the inbox of server `s`. */
	readonly inbox: (query: string) => Promise<InboxWire>;
	/** How a message of server `s` stands. */
	readonly response: (id: string, wait?: number) => request.Test;
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
	const call = () => request(service.app.handler);
	return {
		mind,
		service: () => service,
		call,
		tell: (body) =>
			call()
				.post("/v1/messages")
				.send({ serverId: "s", messages: [], ...body }),
		inbox: async (query) => (await call().get(`/v1/servers/s/inbox?${query}`).expect(200)).body as InboxWire,
		response: (id, wait = 5) => call().get(`/v1/messages/${id}/response?serverId=s&wait=${wait}`),
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
