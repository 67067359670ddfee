import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnRedis } from "../../testing/redis-server.js";
import { until } from "../../testing/until.js";
import { redisRunCalls } from "./redis-run-calls.js";
import type { RunCalls } from "./run-calls.js";

describeOnRedis("calls to runs over Redis", (redis) => {
	let open: RunCalls[] = [];
	let reports: string[] = [];
	/** Names of those who came, in order. */
	let came: string[] = [];

	beforeEach(async () => {
		await redis().kill();
		await redis().start();
		[reports, came] = [[], []];
	});
	afterEach(async () => {
		await Promise.all(open.map((one) => one.close()));
		open = [];
	});

	const join = (name: string, works = true): RunCalls => {
		const report = (message: string): void => void reports.push(message);
		const calls = redisRunCalls({ url: redis().url, works, report })(() => {
			came.push(name);
			return Promise.resolve();
		});
		open.push(calls);
		return calls;
	};
	const have = (...names: readonly string[]): boolean => names.every((name) => came.includes(name));
	/** Calls until all of them are there: who has just begun to listen may have missed a call. */
	const callUntil = async (calls: RunCalls, names: readonly string[]): Promise<void> => {
		let run = 0;
		await until(async () => {
			await calls.call(`2026-11-21T06:00[Europe/Berlin] ${(run += 1)}`);
			await new Promise((resolve) => setTimeout(resolve, 100));
			return have(...names);
		}, `${names.join()} called`);
	};

	it("[CG59] reach everybody who does runs, and nobody else", async () => {
		const api = join("api", false);
		join("one");
		join("two");
		join("three");
		await callUntil(api, ["one", "two", "three"]);
		came = [];
		await api.call("2026-11-21T18:00[UTC]");
		await until(() => have("one", "two", "three"), "all of them called");
		expect(came).not.toContain("api");
	}, 60_000);

	it("[CG59] reach them once for each run, however often it is called to", async () => {
		const api = join("api", false);
		join("one");
		await callUntil(api, ["one"]);
		await api.call("last");
		await new Promise((resolve) => setTimeout(resolve, 500));
		const before = came.length;
		await api.call("last");
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(came).toHaveLength(before);
	}, 60_000);

	it("[CG59] reach those who die before they are done no more, but somebody else instead", async () => {
		const api = join("api", false);
		const stuck = redisRunCalls({ url: redis().url, works: true, report: () => undefined })(() => {
			came.push("stuck");
			return new Promise(() => undefined);
		});
		open.push(stuck);
		await callUntil(api, ["stuck"]);
		await stuck.close();
		join("heir");
		// What the other held is stalled, and given to this one.
		await until(() => have("heir"), "the heir called", 30);
	}, 60_000);

	it("[CG59] that Redis cannot take are given up with a word, and do not hold anybody up", async () => {
		const api = join("api", false);
		join("one");
		await callUntil(api, ["one"]);
		await redis().kill();
		const began = Date.now();
		await api.call("2026-11-21T18:00[UTC]");
		expect(Date.now() - began).toBeLessThan(3_000);
		expect(reports).toEqual([expect.stringContaining("Nobody could be called")]);
		await redis().start();
		came = [];
		await callUntil(api, ["one"]);
	}, 60_000);

	it("[CG59] end without Redis, at the start as later", async () => {
		await redis().kill();
		const calls = join("one");
		const began = Date.now();
		await calls.close();
		expect(Date.now() - began).toBeLessThan(3_000);
	});
});
