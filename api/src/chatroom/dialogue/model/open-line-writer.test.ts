import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../../config/config.js";
import { keepingLogger } from "../../../http/test-app.js";
import { createMind } from "../../../messages/minds/create-mind.js";
import { seededRandom } from "../../../wording/random.js";
import { writeLines } from "../write-lines.js";
import { openLineWriter } from "./open-line-writer.js";
import { meeting } from "./testing/meeting.js";

const KEY = "canary-key-of-the-model";
const OPENAI = { MIND_URL: "http://127.0.0.1:9/v1", MIND_MODEL: "small", MIND_KEY: KEY };

function open(environment: Readonly<Record<string, string>>, registry = new Registry()) {
	const log = keepingLogger();
	return {
		log,
		registry,
		...openLineWriter({ config: loadConfig(environment), logger: log.logger, registry }),
	};
}

const order = () => ({ random: seededRandom("lines"), used: [], user: "ana" });

describe("what writes the lines", () => {
	it("[CD31] is the script where no model is configured", async () => {
		const { write, probes, stop, log } = open({});
		expect(write).toBeUndefined();
		expect(probes).toEqual([]);
		expect(log.text()).toBe("");
		await stop();
	});

	it("[CD31] is the script where the settings say so, whatever model there is", () => {
		const { write, probes, log } = open({ ...OPENAI, CHATROOM_LINES: "script" });
		expect(write).toBeUndefined();
		expect(probes).toEqual([]);
		expect(log.text()).toBe("");
	});

	it("[CD31] is the script for Letta, whose agents are given more than the budget, and says so", () => {
		const { write, log } = open({ MIND_KIND: "letta", MIND_URL: "http://127.0.0.1:9" });
		expect(write).toBeUndefined();
		expect(log.text()).toContain("335");
	});

	it("[CD31] is the model with the script behind it, told apart from the mind of NPCs, and keeps its key", async () => {
		const registry = new Registry();
		const { logger } = keepingLogger();
		createMind(loadConfig(OPENAI), { logger, registry, now: () => 0 });
		const { write, probes, stop, log } = open(OPENAI, registry);
		expect(await probes[0]!.check()).toEqual({ ready: true, detail: "openai:small" });
		expect(await write!(meeting(), order())).toEqual(writeLines(meeting(), order()));
		expect(await probes[0]!.check()).toMatchObject({
			ready: true,
			detail:
				"degraded: openai:small failed 5 times in a row and is left alone for a while; the script answers",
		});
		const metrics = await registry.metrics();
		expect(metrics).toContain('mind_breaker_state{mind="openai:small"} 0');
		expect(metrics).toContain('chatroom_mind_breaker_state{mind="openai:small"} 2');
		expect(`${metrics} ${log.text()}`).not.toContain(KEY);
		await stop();
	});
});
