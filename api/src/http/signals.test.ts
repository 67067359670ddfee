import { type ChildProcessByStdio, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { exitOnSignals } from "./signals.js";
import { keepingLogger } from "./test-app.js";

/** A process that notes what becomes of it. */
function fakeProcess() {
	const emitter = new EventEmitter();
	const exits: number[] = [];
	const process = Object.assign(emitter, { exit: (code: number) => void exits.push(code) });
	return { process, exits, signal: (name: string) => emitter.emit(name) };
}

describe("signals", () => {
	const { logger } = keepingLogger();

	it.each([
		["SIGTERM", true, 0],
		["SIGINT", true, 0],
		["SIGTERM", false, 1],
	])("[ED84] %s closes, and exits by whether that was clean (%s): %i", async (name, clean, code) => {
		const { process, exits, signal } = fakeProcess();
		exitOnSignals({ process, logger, close: () => Promise.resolve(clean) });
		signal(name);
		expect(exits).toEqual([]);
		await expect.poll(() => exits).toEqual([code]);
	});

	it("[ED84] exit 1 and say why where closing fails", async () => {
		const { process, exits, signal } = fakeProcess();
		const { logger: keeping, lines } = keepingLogger();
		exitOnSignals({ process, logger: keeping, close: () => Promise.reject(new Error("no way out")) });
		signal("SIGTERM");
		await expect.poll(() => exits).toEqual([1]);
		expect(lines().at(-1)).toMatchObject({ level: 60, err: { message: "no way out" } });
	});

	it.each([
		["SIGTERM", "SIGTERM"],
		["SIGINT", "SIGTERM"],
		["SIGTERM", "SIGINT"],
	])("[ED85] %s and then %s leave at once", (first, second) => {
		const { process, exits, signal } = fakeProcess();
		let closes = 0;
		exitOnSignals({
			process,
			logger,
			close: () => {
				closes += 1;
				return new Promise(() => undefined);
			},
		});
		signal(first);
		signal(second);
		expect([closes, exits]).toEqual([1, [1]]);
	});

	it("[ED84] are nobody's business any more after the stop", () => {
		const { process, signal, exits } = fakeProcess();
		const stop = exitOnSignals({ process, logger, close: () => Promise.resolve(true) });
		expect(process.listenerCount("SIGTERM") + process.listenerCount("SIGINT")).toBe(2);
		stop();
		expect(process.listenerCount("SIGTERM") + process.listenerCount("SIGINT")).toBe(0);
		expect([signal("SIGTERM"), exits]).toEqual([false, []]);
	});
});

const children: ChildProcessByStdio<null, Readable, Readable>[] = [];
afterEach(() => {
	for (const child of children.splice(0)) child.kill("SIGKILL");
});

describe("a process that is told to go", () => {
	/** A child starts in about a second, on a busy machine in several. */
	const PATIENCE = { timeout: 20_000 };

	async function startChild(env: Record<string, string> = {}) {
		const file = fileURLToPath(new URL("./serve-child.ts", import.meta.url));
		const child = spawn(process.execPath, ["--import", "tsx", file], {
			env: { ...process.env, NODE_ENV: "test", ...env },
			stdio: ["ignore", "pipe", "pipe"],
		});
		children.push(child);
		let output = "";
		let errors = "";
		child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
		const exit = once(child, "exit").then(([code]) => code as number | null);
		await expect.poll(() => output + errors, PATIENCE).toMatch(/http:\S+\n/);
		return { child, exit, output: () => output, url: output.trim() };
	}

	it("[ED84] ends streams, finishes requests, flushes, and exits 0", async () => {
		const { child, exit, output, url } = await startChild();
		const feed = await fetch(`${url}/v1/feed`);
		const feedText = feed.text();
		const waited = fetch(`${url}/v1/wait?ms=400`).then(async (res) => [res.status, await res.json()]);
		await expect.poll(output, PATIENCE).toContain("waiting");
		const started = Date.now();
		child.kill("SIGTERM");
		expect(await waited).toEqual([200, { waited: "400" }]);
		expect(await feedText).toContain('event: close\ndata: {"reason":"draining"}');
		expect(await exit).toBe(0);
		expect(Date.now() - started).toBeLessThan(5000);
		expect(output()).toMatch(/doors close\nlog flushed\nlog closed\n$/);
		await expect(fetch(`${url}/healthz`)).rejects.toThrow();
	});

	it("[ED84] exits 0 in time though a stream does not end", async () => {
		const { child, exit, output, url } = await startChild({ DRAIN_SECONDS: "2" });
		const never = await fetch(`${url}/v1/never`);
		const cut = expect(never.text()).rejects.toThrow();
		const started = Date.now();
		child.kill("SIGINT");
		expect(await exit).toBe(0);
		expect(Date.now() - started).toBeLessThan(3000);
		await cut;
		expect(output()).toContain("log closed");
	});

	it("[ED84] exits 1 in time where a step hangs", async () => {
		const { child, exit, output } = await startChild({ DRAIN_SECONDS: "2", STUCK: "1" });
		const started = Date.now();
		child.kill("SIGTERM");
		expect(await exit).toBe(1);
		expect(Date.now() - started).toBeLessThan(3000);
		expect(output()).toContain("log closed");
	});

	it("[ED85] leaves at once at the second signal", async () => {
		const { child, exit, output, url } = await startChild();
		const cut = expect(fetch(`${url}/v1/wait?ms=20000`)).rejects.toThrow();
		await expect.poll(output, PATIENCE).toContain("waiting");
		child.kill("SIGTERM");
		await expect.poll(output, PATIENCE).toContain("doors close");
		const started = Date.now();
		child.kill("SIGTERM");
		expect(await exit).toBe(1);
		expect(Date.now() - started).toBeLessThan(1000);
		expect(output()).not.toContain("log flushed");
		await cut;
	});
});
