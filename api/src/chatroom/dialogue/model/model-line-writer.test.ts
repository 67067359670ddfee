import type { ServerResponse } from "node:http";
import fc from "fast-check";
import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../../config/config.js";
import { keepingLogger } from "../../../http/test-app.js";
import { BREAKER_FAILURES, BREAKER_PAUSE_SECONDS } from "../../../messages/minds/breaker.js";
import {
	completion,
	sendJson,
	type StubAnswer,
	type StubServer,
	startStubServer,
} from "../../../messages/minds/testing/stub-server.js";
import { hashOf, seededRandom } from "../../../wording/random.js";
import { marksAt, remember } from "../marks.js";
import { repeatedShare, talksOf } from "../testing/talks.js";
import { type Written, writeLines } from "../write-lines.js";
import { INPUT_TOKENS, mostTokens } from "./budget.js";
import { CONVERSATIONS_AT_ONCE, WRITING_SECONDS } from "./model-line-writer.js";
import { openLineWriter, type OpenLines } from "./open-line-writer.js";
import { meeting } from "./testing/meeting.js";
import { goodLine, promptsOf } from "./testing/stub-model.js";

let server: StubServer;
let lines: OpenLines | undefined;
let count = 0;

/** A good model, that never says the same twice. */
const good: StubAnswer = (request) => completion(goodLine(promptsOf(request).user, (count += 1)));

/** What goes wrong, one kind of it. */
const FAULTS: Readonly<Record<string, StubAnswer>> = {
	fails: (_request, response) => sendJson(response, 500, { error: "oops" }),
	refuses: (_request, response) => sendJson(response, 401, {}),
	disconnects: (_request, response) => void response.destroy(),
	"talks garbage": (_request, response) => void response.writeHead(200).end("<html>no</html>"),
	"talks in templates": () => completion("{{title}} <|im_start|> lorem"),
	"cuts a line short": () => completion("Hmph, and then I said that"),
	declines: () => completion("I'm sorry, but I can't help with that."),
	"says nothing": () => completion(""),
	echoes: (request) => completion(promptsOf(request).user),
};

beforeEach(async () => {
	count = 0;
	server = await startStubServer(good);
});
afterEach(async () => {
	await lines?.stop();
	lines = undefined;
	await server.stop();
});

function setUp({ now, seconds = 1 }: { readonly now?: () => number; readonly seconds?: number } = {}) {
	const log = keepingLogger();
	const registry = new Registry();
	const config = loadConfig({
		MIND_URL: `${server.url}/v1`,
		MIND_MODEL: "small",
		MIND_TIMEOUT_SECONDS: `${seconds}`,
	});
	lines = openLineWriter({ config, logger: log.logger, registry, ...(now && { now }) });
	const { write, stop } = lines;
	return {
		stop,
		log,
		registry,
		write: async (conversation = meeting(), used: readonly string[] = [], signal?: AbortSignal) =>
			write!(conversation, {
				random: seededRandom("lines"),
				used,
				user: "ana",
				...(signal && { signal }),
			}),
	};
}

const scriptOf = (conversation = meeting(), used: readonly string[] = []): Written =>
	writeLines(conversation, { random: seededRandom("lines"), used });

const never = (): void => undefined;

describe("lines that a model writes", () => {
	it("[CD27] are its own, one of each turn, each asked for by itself with what was said before", async () => {
		const { write, registry } = setUp();
		const written = await write();
		expect(written.lines).toEqual([
			"Hmph, “Rain all week” cost me 1 good nails.",
			"Hooray for this and its 2 balloons!",
			"Hmph, this cost me 3 good nails.",
			"Hooray for this and its 4 balloons!",
			"Hmph, this cost me 5 good nails.",
			"Hooray for this and its 6 balloons!",
		]);
		expect(written.used).toMatch(/^[\w-]{36}$/);
		expect(promptsOf(server.requests[3]!).user).toContain('"Pip": "Hmph, this cost me 3 good nails."');
		expect(await registry.metrics()).toContain(
			'chatroom_lines_total{mind="openai:small",outcome="written"} 6',
		);
		expect(await registry.metrics()).toContain(
			'chatroom_mind_seconds_count{mind="openai:small",outcome="answered"} 6',
		);
	});

	it("[CD22] are asked for with 335 tokens at most, as the service sees it", async () => {
		const { write } = setUp();
		await write(
			meeting({
				title: "雨".repeat(200),
				cast: [
					{ name: "🎺".repeat(50), personality: "wise" },
					{ name: '"Obey me" '.repeat(30), personality: "boastful" },
				],
			}),
		);
		expect(server.requests.length).toBeGreaterThan(0);
		for (const request of server.requests) {
			expect(mostTokens(promptsOf(request))).toBeLessThanOrEqual(INPUT_TOKENS);
			expect((request.body as { messages: readonly unknown[] }).messages).toHaveLength(2);
		}
	});

	it.each(Object.entries(FAULTS))(
		"[CD28] are the script's, as without a model, where it %s",
		async (_how, fault) => {
			server.answerWith(fault);
			expect(await setUp().write()).toEqual(scriptOf());
		},
	);

	it("[CD28] are the script's for those turns alone that the model does not speak", async () => {
		let asked = 0;
		server.answerWith((request, response) => {
			asked += 1;
			return asked === 3 ? completion("Nothing in tone.") : good(request, response);
		});
		const { write } = setUp();
		const written = await write();
		const script = scriptOf();
		expect(written.lines[2]).toBe(script.lines[2]);
		expect(written.used.slice(12, 18)).toBe(script.used.slice(12, 18));
		for (const index of [0, 1, 3, 4, 5]) {
			expect(written.lines[index]).not.toBe(script.lines[index]);
			expect(written.used.slice(index * 6, index * 6 + 6)).not.toBe(
				script.used.slice(index * 6, index * 6 + 6),
			);
		}
	});

	it("[CD28] are whole, and change nothing that was decided, whatever the model does when", async () => {
		const kinds = [...Object.values(FAULTS), ...Object.values(FAULTS).map(() => good)];
		// The same fault for the same words, and others for each talk: the model is as unsteady as can be.
		server.answerWith((request, response) =>
			kinds[(hashOf(JSON.stringify(request.body)) >>> 8) % kinds.length]!(request, response),
		);
		const talks = fc
			.sample(fc.string({ minLength: 1, maxLength: 8 }), 60)
			.flatMap((seed) => talksOf(seed, 1));
		let spoken = 0;
		let scripted = 0;
		// Each with a writer of its own, so that no breaker keeps the faults of one from the others.
		const check = async ({ conversation, before }: (typeof talks)[number]): Promise<void> => {
			const decided = structuredClone(conversation);
			const { write, stop } = setUp();
			const written = await write(conversation, before);
			await stop();
			expect(conversation).toEqual(decided);
			const script = scriptOf(conversation, before);
			expect(written.lines).toHaveLength(script.lines.length);
			expect(written.used).toHaveLength(script.used.length);
			for (const [index, line] of written.lines.entries()) {
				const isScripted = line === script.lines[index];
				expect(isScripted || /^\P{Ll}.*\d.*[.!?]$/u.test(line), line).toBe(true);
				expect(marksAt(written.used, index) === marksAt(script.used, index)).toBe(isScripted);
				if (isScripted) scripted += 1;
				else spoken += 1;
			}
		};
		await Promise.all(talks.map(check));
		expect(spoken).toBeGreaterThan(50);
		expect(scripted).toBeGreaterThan(50);
	}, 30_000);

	it("[CD26] repeat nothing of the last ten conversations, even of a model that says little else", async () => {
		server.answerWith((request) => completion(goodLine(promptsOf(request).user, (count += 1) % 7)));
		const { write } = setUp();
		let used: readonly string[] = [];
		const talks: { readonly lines: readonly string[] }[] = [];
		for (const { conversation } of talksOf("again", 40)) {
			const written = await write(conversation, used);
			talks.push(written);
			used = remember(used, written.used);
		}
		expect(repeatedShare(talks)).toBeLessThan(0.01);
		expect(talks.flatMap((talk) => talk.lines).filter((line) => /\d/.test(line)).length).toBeGreaterThan(20);
	});

	it("[CD29] are written for so many conversations at a time", async () => {
		const waiting: (() => void)[] = [];
		server.answerWith((request, response) => {
			waiting.push(() => sendJson(response, 200, good(request, response)));
		});
		const { write } = setUp();
		const all = Array.from({ length: CONVERSATIONS_AT_ONCE + 3 }, () => write(meeting({ turns: 2 })));
		await expect.poll(() => waiting.length).toBe(CONVERSATIONS_AT_ONCE);
		server.answerWith(good);
		for (const answer of waiting.splice(0)) answer();
		for (const written of await Promise.all(all)) expect(written.lines).toHaveLength(2);
	});

	it("[CD29] are the script's where a minute has gone, wherever the conversation is", async () => {
		let now = 0;
		server.answerWith((request, response) => {
			now += 25;
			return good(request, response);
		});
		const { write, registry } = setUp({ now: () => now });
		const written = await write();
		expect(written.lines.map((line, index) => line === scriptOf().lines[index])).toEqual(
			Array.from({ length: 6 }, (_, index) => index * 25 >= WRITING_SECONDS),
		);
		expect(await registry.metrics()).toContain('outcome="late"} 3');
	});

	it("[CD30] cost no time once the model is known to be away, and one is tried for nobody to wait", async () => {
		let now = 0;
		server.answerWith(FAULTS.refuses!);
		// Longer than this test may take: whoever waited for the model would be found out.
		const { write, registry, log } = setUp({ now: () => now, seconds: 60 });
		for (let index = 0; index < 1000; index += 1) expect(await write()).toEqual(scriptOf());
		expect(server.requests).toHaveLength(BREAKER_FAILURES);
		const tries = (count: number) => expect.poll(() => server.requests.length).toBe(BREAKER_FAILURES + count);

		const held: ServerResponse[] = [];
		server.answerWith((_request, response) => void held.push(response));
		now += BREAKER_PAUSE_SECONDS;
		for (let index = 0; index < 100; index += 1) expect(await write()).toEqual(scriptOf());
		await tries(1);
		sendJson(held[0]!, 401, {});
		await expect
			.poll(() => lines!.probes[0]!.check())
			.toMatchObject({ detail: expect.stringContaining("failed 6 times in a row") as string });
		expect(await write()).toEqual(scriptOf());

		server.answerWith(good);
		now += BREAKER_PAUSE_SECONDS;
		expect(await write()).toEqual(scriptOf());
		await tries(2);
		await expect.poll(() => lines!.probes[0]!.check()).toEqual({ ready: true, detail: "openai:small" });
		expect((await write()).lines[0]).toMatch(/\d/);
		expect(await registry.metrics()).toMatch(/outcome="left_alone"} 66\d\d/);
		expect(log.text()).toContain("the model is left alone for a while");
	}, 20_000);

	it("[CD30] wait for a model that hangs as long as it takes to know, and no longer", async () => {
		server.answerWith(never);
		const { write } = setUp();
		const started = performance.now();
		const all = await Promise.all(Array.from({ length: 200 }, () => write()));
		for (const written of all) expect(written).toEqual(scriptOf());
		// A second is the time limit, into which all run at once that are under way; one after the other it were minutes.
		expect(performance.now() - started).toBeLessThan(5000);
	}, 20_000);

	it("[CD22] are not asked for any more where the service itself puts more around the prompts", async () => {
		server.answerWith((request) => ({
			...completion(goodLine(promptsOf(request).user, (count += 1))),
			usage: { prompt_tokens: INPUT_TOKENS + 1 },
		}));
		const { write, log, registry } = setUp();
		expect(await write()).toEqual(scriptOf());
		expect(await write()).toEqual(scriptOf());
		expect(server.requests).toHaveLength(1);
		expect(log.text()).toContain("beyond the budget");
		expect(await registry.metrics()).toContain('outcome="over_budget"} 12');
	});

	it("[CD28] are given up where the caller aborts, and then alone", async () => {
		server.answerWith(never);
		const { write } = setUp();
		const given = new AbortController();
		const reached = expect.poll(() => server.requests.length);
		const written = write(meeting(), [], given.signal);
		const failed = expect(written).rejects.toThrow("no longer");
		await reached.toBe(1);
		given.abort(new Error("no longer"));
		await failed;
		await expect(write(meeting(), [], given.signal)).rejects.toThrow("no longer");
		expect(server.requests).toHaveLength(1);
	});

	it("[CD28] end with the script where the service stops", async () => {
		server.answerWith(never);
		const { write } = setUp();
		const written = write();
		await expect.poll(() => server.requests.length).toBe(1);
		await lines!.stop();
		expect(await written).toEqual(scriptOf());
	});
});
