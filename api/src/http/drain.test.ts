import { once } from "node:events";
import { type Server, createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DrainOptions, drain } from "./drain.js";
import { followRequests } from "./requests-under-way.js";
import { keepingLogger } from "./test-app.js";

let server: Server;
beforeEach(async () => {
	server = createServer((_req, res) => void res.end());
	await once(server.listen(0, "127.0.0.1"), "listening");
});
afterEach(() => {
	server.closeAllConnections();
	server.close();
});

const hangs = (): Promise<void> => new Promise(() => undefined);
const { logger } = keepingLogger();
const drained = (options: Partial<DrainOptions>): Promise<boolean> =>
	drain({
		server,
		requests: followRequests(server),
		logger,
		seconds: 0.5,
		onDrain: [],
		onClosed: [],
		...options,
	});

describe("a drain", () => {
	it("[ED82] is clean, and at once, where there is nothing to do", async () => {
		const started = Date.now();
		expect(await drained({ seconds: 10 })).toBe(true);
		expect(Date.now() - started).toBeLessThan(1000);
		expect(server.listening).toBe(false);
	});

	it("[ED82] waits for each step before the next, first those before the last request, then those after", async () => {
		const order: string[] = [];
		const step = (name: string, ms: number) => async (): Promise<void> => {
			order.push(`${name} begins`);
			await new Promise((resolve) => setTimeout(resolve, ms));
			order.push(`${name} ends`);
		};
		const requests = {
			count: () => 1,
			answering: () => false,
			finish: async () =>
				void (await new Promise((resolve) => setTimeout(resolve, 60)), order.push("requests end")),
		};
		const steps = {
			onDrain: [step("doors", 30), step("bus", 5)],
			onClosed: [step("flush", 30), step("close", 5)],
		};
		expect(await drained({ ...steps, requests, seconds: 5 })).toBe(true);
		expect(order).toEqual([
			"doors begins",
			"doors ends",
			"bus begins",
			"bus ends",
			"requests end",
			"flush begins",
			"flush ends",
			"close begins",
			"close ends",
		]);
	});

	it.each([
		["before the last request", { onDrain: [hangs] }],
		["after it", { onClosed: [hangs] }],
		["at every place", { onDrain: [hangs, hangs], onClosed: [hangs, hangs] }],
	])("[ED83] ends in time, and is not clean, where a step %s hangs", async (_name, steps) => {
		const started = Date.now();
		expect(await drained(steps)).toBe(false);
		expect(Date.now() - started).toBeLessThan(1000);
	});

	it("[ED83] begins the last steps though the first one hangs, with time left for them", async () => {
		let flushed = false;
		const flush = async (): Promise<void> => {
			await new Promise((resolve) => setTimeout(resolve, 20));
			flushed = true;
		};
		expect(await drained({ onDrain: [hangs], onClosed: [flush] })).toBe(false);
		expect(flushed).toBe(true);
	});

	it("[ED83] says which step failed and why, and goes on", async () => {
		const { logger: keeping, lines } = keepingLogger();
		const order: number[] = [];
		const fails = (): Promise<void> => Promise.reject(new Error("disk full"));
		const clean = await drained({
			logger: keeping,
			onClosed: [async () => void order.push(0), fails, async () => void order.push(2)],
		});
		expect(clean).toBe(false);
		expect(order).toEqual([0, 2]);
		expect(lines().find(({ level }) => level === 50)).toMatchObject({
			step: 1,
			err: { message: "disk full" },
		});
	});

	it("[ED82] answers every request that it has taken, whole, and takes no other", async () => {
		const size = 200_000;
		server.removeAllListeners("request");
		const requests = followRequests(server);
		const answers: (() => void)[] = [];
		server.on("request", (_req, res) => answers.push(() => res.end("x".repeat(size))));
		const address = server.address();
		const port = typeof address === "object" ? address?.port : undefined;
		const asked = Array.from({ length: 40 }, async () => {
			const answer = await fetch(`http://127.0.0.1:${port}/`);
			return (await answer.text()).length;
		});
		await expect.poll(() => requests.count(), { timeout: 20_000 }).toBe(40);
		const clean = drained({ requests, seconds: 20 });
		await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
		answers.forEach((end, index) => setTimeout(end, index * 5));
		expect(await Promise.all(asked)).toEqual(Array.from({ length: 40 }, () => size));
		expect(await clean).toBe(true);
		expect(requests.count()).toBe(0);
	});
});
