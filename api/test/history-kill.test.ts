import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config/config.js";
import { TOWN, textOf } from "../src/history/testing/test-history.js";
import { startChild } from "../src/log/testing/child.js";
import { createTestMind } from "../src/messages/testing/test-mind.js";
import { createService } from "../src/service.js";
import { parseFullState } from "../src/worlds/world-memory.js";

/** Kills; more by `KILLS=50`. */
const KILLS = Number(process.env["KILLS"] ?? 2);

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-history-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Answer {
	readonly fullState: object;
	readonly snapshots: { readonly tick: number }[];
	readonly archived: { readonly tick: number }[];
}

describe("the past after a kill", () => {
	it("[SM25] is the one that was acknowledged: each tick's change, state and archive", async () => {
		const model = new Map<number, string>();
		for (let kill = 0; kill < KILLS; kill += 1) {
			const child = startChild(new URL("../src/history/testing/history-child.ts", import.meta.url), [folder]);
			await child.line("ready");
			await child.line(`tick ${model.size + 25} `);
			await child.kill("SIGKILL");
			for (const line of child.lines) {
				const [, tick, digest] = line.split(" ");
				if (digest !== undefined) model.set(Number(tick), digest);
			}

			const service = await createService({
				config: loadConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", ARCHIVE_INTERVAL: "10" }),
				logger: pino({ level: "silent" }),
				version: "0.0.0",
				mind: createTestMind(),
			});
			const get = async (path: string) =>
				(await request(service.app.handler).get(path).expect(200)).body as Answer;
			try {
				const { tick: newest } = (await service.worlds.open(TOWN)).memory;
				expect(newest).toBeGreaterThanOrEqual(Math.max(...model.keys()));
				const { snapshots } = await get(
					`/world/snapshots?world=${TOWN}&from=1&to=${Math.min(newest, 1_000)}`,
				);
				expect(snapshots.map(({ tick }) => tick)).toEqual(
					Array.from({ length: Math.min(newest, 1_000) }, (_, index) => index + 1),
				);
				for (const [tick, digest] of model) {
					const { fullState } = await get(`/v1/worlds/${TOWN}/state?tick=${tick}&cast=full`);
					const text = textOf(parseFullState(JSON.stringify(fullState)));
					expect([tick, createHash("sha256").update(text).digest("hex")]).toEqual([tick, digest]);
				}
				await service.snapshots.idle();
				expect(service.snapshots.status().map(({ behind }) => behind)).toEqual([0, 0]);
				const { archived } = await get(`/v1/worlds/${TOWN}/history`);
				expect(archived.map(({ tick }) => tick)).toEqual(
					Array.from({ length: Math.floor(newest / 10) }, (_, index) => (index + 1) * 10),
				);
			} finally {
				service.app.beginDrain();
				for (const step of [...service.onDrain, ...service.onClosed]) await step();
				service.app.stop();
			}
		}
	}, 120_000);
});
