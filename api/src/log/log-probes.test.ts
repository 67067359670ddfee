import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { answerError } from "../http/errors.js";
import { LogError, type LogErrorCode } from "./log-error.js";
import type { LogStatus } from "./log.js";
import { logProbes, measureLog } from "./log-probes.js";

const shared = (status: Partial<LogStatus> = {}) => ({
	shared: true,
	status: (): LogStatus => ({ engine: "redis", ready: true, fanOut: "nats", ...status }),
});

describe("what is said of the log", () => {
	it("[WD24] one of one's own is required, and all there is to say", async () => {
		const own = {
			shared: false,
			status: (): LogStatus => ({ engine: "lmdb", ready: false, detail: "full" }),
		};
		const probes = logProbes(own, { isRead: () => true, hasNats: false });
		expect(probes.map(({ name, required }) => [name, required])).toEqual([["log", true]]);
		expect(await probes[0]!.check()).toEqual({ ready: false, detail: "lmdb: full" });
	});

	it("[WD24] one that is shared can be done without once it was read; so can NATS", async () => {
		let isRead = false;
		const probes = logProbes(shared({ ready: false, fanOut: "polling" }), {
			isRead: () => isRead,
			hasNats: true,
		});
		expect(probes.map(({ name, required }) => [name, required])).toEqual([
			["log", false],
			["worlds", true],
			["nats", false],
		]);
		const states = () => Promise.all(probes.map(async ({ check }) => (await check()).ready));
		expect(await states()).toEqual([false, false, false]);
		isRead = true;
		expect(await states()).toEqual([false, true, false]);
	});

	it("[RL14] one that is shared is required where nothing of it is in memory", () => {
		const probes = logProbes(shared({ ready: false }), { hasNats: true });
		expect(probes.map(({ name, required }) => [name, required])).toEqual([
			["log", true],
			["nats", false],
		]);
	});

	it("[WD24] is measured", async () => {
		const registry = new Registry();
		measureLog(shared({ fanOut: "polling" }), registry);
		const text = await registry.metrics();
		expect(text).toContain("earshot_log_ready 1");
		expect(text).toContain("earshot_log_fan_out_nats 0");
	});

	it.each<[LogErrorCode, number]>([
		["unavailable", 503],
		["conflict", 503],
		["failed", 503],
		["closed", 503],
		["damaged", 500],
		["invalid", 500],
	])("[WD18] %s is answered with %i", (code, status) => {
		const answer = answerError(new LogError(code, "so it is"));
		expect(answer.status).toBe(status);
		expect(answer.ours).toBe(status === 500);
		if (status === 503) expect(answer.headers).toMatchObject({ "Retry-After": "1" });
	});
});
