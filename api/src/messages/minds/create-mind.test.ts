import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../config/config.js";
import { keepingLogger } from "../../http/test-app.js";
import { BREAKER_FAILURES } from "./breaker.js";
import { type Minds, createMind } from "./create-mind.js";
import { asked } from "./testing/cast.js";
import { createStubLetta } from "./testing/stub-letta.js";
import { type StubServer, completion, sendJson, startStubServer } from "./testing/stub-server.js";

const KEY = "canary-key-of-the-model";
const never = new AbortController().signal;

let server: StubServer;
let created: Minds | undefined;
beforeEach(async () => (server = await startStubServer(() => completion('{"say": "Two coins."}'))));
afterEach(async () => {
	created?.stop();
	created = undefined;
	await server.stop();
});

function setUp(environment: Readonly<Record<string, string>> = {}) {
	const log = keepingLogger();
	const registry = new Registry();
	let now = 0;
	created = createMind(loadConfig(environment), { logger: log.logger, registry, now: () => now });
	return { ...created, log, registry, advance: (seconds: number) => (now += seconds) };
}

const openai = (): Record<string, string> => ({
	MIND_URL: `${server.url}/v1`,
	MIND_MODEL: "small",
	MIND_KEY: KEY,
});

describe("the mind of the settings", () => {
	it("[MD1] is the scripted one where they say nothing, and needs nobody", async () => {
		const { mind, status } = setUp();
		expect(await mind.answer(asked("What do you sell?"), never)).toMatchObject({
			generatedBy: "scripted",
			byModel: false,
		});
		expect(status()).toEqual({ ready: true, detail: "scripted" });
		expect(server.requests).toHaveLength(0);
	});

	it("[MD1] starts from their seed", async () => {
		const lines = await Promise.all(
			["1", "1", "2"].map((MIND_SEED) =>
				setUp({ MIND_SEED }).mind.answer(asked("Hello, what do you sell?"), never),
			),
		);
		expect(lines[0]).toEqual(lines[1]);
		expect(lines[0]).not.toEqual(lines[2]);
	});

	it("[MD1] is an OpenAI-compatible one where they name its address", async () => {
		const { mind, status } = setUp(openai());
		expect(await mind.answer(asked("Hello"), never)).toMatchObject({
			content: "Two coins.",
			generatedBy: "openai:small",
			byModel: true,
		});
		expect(status()).toEqual({ ready: true, detail: "openai:small" });
	});

	it("[MD1] is Letta where they say so, in the world that is meant where none is named", async () => {
		const letta = createStubLetta(() => '{"say": "Two coins."}');
		server.answerWith(letta.answer);
		const { mind } = setUp({ MIND_KIND: "letta", MIND_URL: server.url, WORLD_ID: "plaza" });
		expect(await mind.answer(asked("Hello"), never)).toMatchObject({ generatedBy: "letta", byModel: true });
		expect(letta.agents[0]!.tags).toContain("earshot:plaza/npc_ada");
	});

	it("[MD10] stays ready behind a broken model, says that it is degraded, and comes back", async () => {
		server.answerWith((_request, response) => sendJson(response, 401, {}));
		const { mind, status, advance } = setUp(openai());
		for (let count = 0; count < BREAKER_FAILURES; count += 1) {
			expect((await mind.answer(asked("Hello"), never)).generatedBy).toBe("scripted");
		}
		expect(status()).toEqual({
			ready: true,
			detail:
				"degraded: openai:small failed 5 times in a row and is left alone for a while; scripted answers",
		});
		server.answerWith(() => completion("Better now."));
		advance(30);
		expect(status().detail).toContain("is about to be tried again");
		expect((await mind.answer(asked("Hello"), never)).content).toBe("Better now.");
		expect(status().detail).toBe("openai:small");
	});

	it("[MD9] gives up what is under way when it stops", async () => {
		const reached = new Promise<void>((resolve) => server.answerWith(() => resolve()));
		const { mind, stop } = setUp(openai());
		const answer = mind.answer(asked("Hello"), never);
		await reached;
		stop();
		await expect(answer).rejects.toThrow("the service stops");
	});

	it("[MD11] shows the key to the service alone: not in logs, metrics or status", async () => {
		server.answerWith((_request, response) => sendJson(response, 401, { error: `wrong key ${KEY}` }));
		const { mind, status, log, registry } = setUp(openai());
		for (let count = 0; count < BREAKER_FAILURES + 1; count += 1) await mind.answer(asked("Hello"), never);
		expect(server.requests[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
		expect(log.lines().length).toBeGreaterThan(0);
		expect(`${log.text()} ${await registry.metrics()} ${JSON.stringify(status())}`).not.toContain(KEY);
	});
});
