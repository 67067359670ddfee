import { Registry } from "prom-client";
import { describe, expect, it, vi } from "vitest";
import { keepingLogger } from "../../http/test-app.js";
import type { MessagePriorityWire } from "../../../../game/src/shared/wire/index.js";
import type { Mind, MindAnswer, Narration } from "../mind.js";
import { BREAKER_FAILURES, createBreaker } from "./breaker.js";
import { guardMind } from "./guarded-mind.js";
import { MindError } from "./mind-error.js";
import { measureMind } from "./mind-metrics.js";
import { createScriptedMind } from "./scripted/scripted-mind.js";
import { asked } from "./testing/cast.js";
import { moment } from "./testing/moments.js";

const ANSWER: MindAnswer = {
	content: "Two coins.",
	priority: "normal",
	action: "none",
	generatedBy: "model",
	byModel: true,
};
const NARRATION: Narration = { text: "You stand in the rain.", generatedBy: "model", byModel: true };
const never = new AbortController().signal;
const passing = new MindError("busy", { failure: "status", status: 503, mayRetry: true });
const lasting = new MindError("no", { failure: "status", status: 401, mayRetry: false });

type Step = MindAnswer | Error | "hang";

/** A model that does one step after the other, and stays with the last. */
function stepping(steps: readonly Step[]): { readonly mind: Mind; readonly calls: () => number } {
	let calls = 0;
	const take = async (signal: AbortSignal): Promise<MindAnswer> => {
		const step = steps[Math.min(calls, steps.length - 1)]!;
		calls += 1;
		if (step instanceof Error) throw step;
		if (step !== "hang") return step;
		return new Promise((_resolve, reject) => {
			signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
		});
	};
	const mind: Mind = {
		name: "model",
		answer: (_request, signal) => take(signal),
		narrate: (_request, signal) => take(signal).then(() => NARRATION),
	};
	return { mind, calls: () => calls };
}

function setUp(steps: readonly Step[], timeoutSeconds = 4) {
	let now = 0;
	const breaker = createBreaker();
	const registry = new Registry();
	const model = stepping(steps);
	const stopped = new AbortController();
	const log = keepingLogger();
	const mind = guardMind({
		model: model.mind,
		fallback: createScriptedMind(1),
		breaker,
		timeoutSeconds,
		metrics: measureMind(registry, "model", { readState: () => breaker.state(now) }),
		logger: log.logger,
		now: () => now,
		stopped: stopped.signal,
	});
	const ask = (priority: MessagePriorityWire = "conversation", signal = never) => {
		const request = asked("What do you sell?");
		return mind.answer({ ...request, message: { ...request.message, priority } }, signal);
	};
	return {
		ask,
		narrate: (signal = never) => mind.narrate(moment(), signal),
		breaker,
		log,
		registry,
		stopped,
		calls: model.calls,
		advance: (seconds: number) => (now += seconds),
	};
}

describe("a guarded mind", () => {
	it("[MD8] passes a model's answer on", async () => {
		expect(await setUp([ANSWER]).ask()).toEqual(ANSWER);
	});

	it("[MD8] asks once more after what may pass", async () => {
		const guarded = setUp([passing, ANSWER]);
		expect(await guarded.ask()).toEqual(ANSWER);
		expect(guarded.calls()).toBe(2);
		expect(guarded.breaker.failures()).toBe(0);
	});

	it("[MD8] [MD2] asks no third time; the scripted mind answers and says so", async () => {
		const guarded = setUp([passing, passing, ANSWER]);
		expect(await guarded.ask()).toMatchObject({ generatedBy: "scripted", byModel: false });
		expect((await guarded.ask()).generatedBy).toBe("model");
		expect(guarded.calls()).toBe(3);
	});

	it.each([
		["what will not pass", lasting],
		["an error of unknown making", new TypeError("canary")],
		[
			"one that asks to be left alone for too long",
			new MindError("busy", { failure: "status", status: 429, mayRetry: true, retryAfterSeconds: 60 }),
		],
	])("[MD8] does not ask again after %s", async (_what, error) => {
		const guarded = setUp([error, ANSWER]);
		expect((await guarded.ask()).generatedBy).toBe("scripted");
		expect(guarded.calls()).toBe(1);
		expect(guarded.log.text()).not.toContain("canary");
	});

	it("[MD8] waits as long as it was asked to where that is short", async () => {
		const busy = new MindError("busy", {
			failure: "status",
			status: 429,
			mayRetry: true,
			retryAfterSeconds: 0.1,
		});
		const guarded = setUp([busy, ANSWER]);
		const started = performance.now();
		expect((await guarded.ask()).generatedBy).toBe("model");
		expect(performance.now() - started).toBeGreaterThanOrEqual(95);
	});

	it.each([
		["urgent", 75],
		["conversation", 100],
		["background", 200],
	] as const)(
		"[MD9] gives a model that hangs its time alone: %s, %i hundredths of the limit",
		async (priority, percent) => {
			const limit = 0.2;
			const guarded = setUp(["hang"], limit);
			const started = performance.now();
			expect(await guarded.ask(priority)).toMatchObject({ generatedBy: "scripted", byModel: false });
			const seconds = (performance.now() - started) / 1000;
			expect(seconds).toBeGreaterThanOrEqual((limit * percent) / 100 - 0.01);
			expect(seconds).toBeLessThan((limit * percent) / 100 + 0.3);
		},
	);

	it("[MD9] rejects with its caller's reason, which is no failure of the model", async () => {
		const guarded = setUp(["hang"]);
		for (let count = 0; count < BREAKER_FAILURES + 1; count += 1) {
			const caller = new AbortController();
			const answer = guarded.ask("urgent", caller.signal);
			caller.abort(new Error("gone"));
			await expect(answer).rejects.toThrow("gone");
		}
		expect(guarded.breaker.state(0)).toBe("closed");
		expect(guarded.calls()).toBe(BREAKER_FAILURES + 1);
	});

	it("[MD9] ends what is under way when it is stopped, and takes nothing after", async () => {
		const guarded = setUp(["hang"]);
		const answer = guarded.ask();
		guarded.stopped.abort(new Error("the service stops"));
		await expect(answer).rejects.toThrow("the service stops");
		await expect(guarded.ask()).rejects.toThrow("the service stops");
	});

	it("[MD10] leaves a model alone that keeps failing, tries it after a pause, and goes back to it", async () => {
		const fails: Step[] = Array.from({ length: BREAKER_FAILURES }, () => lasting);
		const guarded = setUp([...fails, ANSWER]);
		for (let count = 0; count < BREAKER_FAILURES + 3; count += 1) {
			expect((await guarded.ask()).generatedBy).toBe("scripted");
		}
		expect(guarded.calls()).toBe(BREAKER_FAILURES);
		guarded.advance(30);
		expect((await guarded.ask()).generatedBy).toBe("model");
		expect((await guarded.ask()).generatedBy).toBe("model");
		const warnings = guarded.log.lines().filter(({ level }) => level >= 40);
		expect(warnings).toHaveLength(1);
	});

	it("[MD10] measures answers, failures, retries and the breaker", async () => {
		const guarded = setUp([passing, ANSWER, lasting]);
		for (let count = 0; count < BREAKER_FAILURES + 2; count += 1) await guarded.ask();
		const text = await guarded.registry.metrics();
		expect(text).toContain('mind_seconds_count{mind="model",outcome="answered"} 1');
		expect(text).toContain(`mind_seconds_count{mind="model",outcome="status"} ${BREAKER_FAILURES}`);
		expect(text).toContain('mind_seconds_count{mind="model",outcome="skipped"} 1');
		expect(text).toContain('mind_retries_total{mind="model"} 1');
		expect(text).toContain('mind_breaker_state{mind="model"} 2');
		guarded.advance(30);
		expect(await guarded.registry.metrics()).toContain('mind_breaker_state{mind="model"} 1');
	});

	it("[XH34] passes a model's narration on, asks once more after what may pass, and falls back", async () => {
		expect(await setUp([ANSWER]).narrate()).toEqual(NARRATION);
		const shaky = setUp([passing, ANSWER]);
		expect(await shaky.narrate()).toEqual(NARRATION);
		expect(shaky.calls()).toBe(2);
		expect(await setUp([lasting]).narrate()).toMatchObject({ generatedBy: "scripted", byModel: false });
	});

	it("[XH34] gives a narrating model that hangs its time, and then tells the story itself", async () => {
		const guarded = setUp(["hang"], 0.2);
		const started = performance.now();
		expect((await guarded.narrate()).generatedBy).toBe("scripted");
		expect(performance.now() - started).toBeGreaterThanOrEqual(190);
	});

	it("[XH34] lets nobody wait for a story for longer than half a minute, however patient the settings are", async () => {
		vi.useFakeTimers();
		try {
			const told = setUp(["hang"], 120).narrate();
			await vi.advanceTimersByTimeAsync(30_000);
			expect((await told).generatedBy).toBe("scripted");
		} finally {
			vi.useRealTimers();
		}
	});

	it("[XH34] counts what a model fails to narrate with what it fails to answer", async () => {
		const guarded = setUp([lasting]);
		for (let count = 0; count < BREAKER_FAILURES; count += 1) await guarded.narrate();
		expect(guarded.breaker.state(0)).toBe("open");
		expect((await guarded.ask()).generatedBy).toBe("scripted");
		expect(guarded.calls()).toBe(BREAKER_FAILURES);
	});

	it("[XH34] rejects a narration that nobody waits for any more", async () => {
		const guarded = setUp(["hang"]);
		const caller = new AbortController();
		const told = guarded.narrate(caller.signal);
		caller.abort(new Error("gone"));
		await expect(told).rejects.toThrow("gone");
		expect(guarded.breaker.failures()).toBe(0);
	});
});
