import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "./config/config.js";
import { createProcess } from "./create-process.js";
import { createTestMind } from "./messages/testing/test-mind.js";
import type { RunningProcess } from "./service.js";

let folder: string;
let running: RunningProcess | undefined;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-role-"));
});

afterEach(async () => {
	for (const step of [...(running?.onDrain ?? []), ...(running?.onClosed ?? [])]) await step();
	running?.app.stop();
	running = undefined;
	await rm(folder, { recursive: true, force: true });
});

const logger = pino({ level: "silent" });
const start = async (env: Readonly<Record<string, string>>, hasMind = true): Promise<RunningProcess> => {
	const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", ...env });
	running = await createProcess({
		config,
		logger,
		version: "0.0.0",
		...(hasMind && { mind: createTestMind() }),
	});
	return running;
};
const paths = ({ app }: RunningProcess) => app.routes.map(({ path }) => path);

/** Nothing listens there: the discard port of this machine. */
const NOBODY = { QUEUE_ENGINE: "redis", REDIS_URL: "redis://127.0.0.1:9" };

describe("a process", () => {
	it("[MS45] is all by default, and serves talk", async () => {
		expect(paths(await start({}))).toContain("/v1/messages");
	});

	it("[MS45] has the mind that its settings name where none is given", async () => {
		const service = await start({}, false);
		expect(paths(service)).toContain("/v1/messages");
		const { body } = await request(service.app.handler).get("/readyz").expect(200);
		expect(body.probes).toContainEqual(expect.objectContaining({ name: "mind", detail: "scripted" }));
	});

	it("[MS45] that works serves probes and metrics alone, and is not ready without Redis", async () => {
		const worker = await start({ ...NOBODY, ROLE: "worker" });
		expect(paths(worker).sort()).toEqual(
			[
				"/dev/token",
				"/docs",
				"/docs/:file",
				"/docs/start.js",
				"/healthz",
				"/metrics",
				"/openapi.json",
				"/readyz",
			].sort(),
		);
		await request(worker.app.handler).get("/healthz").expect(200);
		const { body } = await request(worker.app.handler).get("/readyz").expect(503);
		expect(body).toMatchObject({
			probes: [{ name: "queue", ready: false, detail: "redis: cannot be reached" }],
		});
	});

	it.each<Readonly<Record<string, string>>>([
		{},
		{ LOG_ENGINE: "redis", REDIS_URL: NOBODY.REDIS_URL },
		{ ...NOBODY, ROLE: "worker" },
	])(
		"[RL22] does not start with experiences that cannot be read, and leaves nothing open: %j",
		async (env) => {
			const began = Date.now();
			await expect(start({ ...env, EXPERIENCES_DIR: join(folder, "none") })).rejects.toThrow(
				"EXPERIENCES_DIR: the folder cannot be read",
			);
			expect(Date.now() - began).toBeLessThan(1_000);
			expect(await readdir(folder)).toEqual([]);
		},
	);

	it("[RL22] that holds players' connections refuses to be without an address to ask", async () => {
		const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: "silent" });
		const options = { config: { ...config, role: "session" }, logger, version: "0.0.0" } as const;
		await expect(createProcess(options)).rejects.toThrow("ROLE: a session needs the address of whom to ask");
	});

	it("[MS42] that finds no Redis starts all the same, and ends soon", async () => {
		const service = await start(NOBODY);
		const { body } = await request(service.app.handler).get("/readyz").expect(200);
		expect(body).toMatchObject({ status: "degraded" });
		const began = Date.now();
		for (const step of [...service.onDrain, ...service.onClosed]) await step();
		service.app.stop();
		running = undefined;
		expect(Date.now() - began).toBeLessThan(4_000);
	}, 20_000);
});
