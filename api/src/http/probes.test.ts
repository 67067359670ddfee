import { describe, expect, it } from "vitest";
import { type ProbeState, runProbes } from "./probes.js";
import { keepingLogger } from "./test-app.js";

describe("probes", () => {
	it("[ED51] are asked at once, and each says its state", async () => {
		const { logger } = keepingLogger();
		const run = runProbes(
			[
				{ name: "log", required: true, check: () => ({ ready: true, detail: "lmdb" }) },
				{ name: "bus", required: false, check: async () => ({ ready: false }) },
			],
			logger,
		);
		expect(await run()).toEqual([
			{ name: "log", required: true, ready: true, detail: "lmdb" },
			{ name: "bus", required: false, ready: false },
		]);
	});

	it("[ED51] are not ready where they throw; why is logged and not shown", async () => {
		const { logger, lines } = keepingLogger();
		const check = (): ProbeState => {
			throw new Error("redis://user:password@host");
		};
		const reports = await runProbes([{ name: "bus", required: true, check }], logger)();
		expect(reports[0]).toMatchObject({ ready: false, detail: "the check failed" });
		expect(lines()[0]).toMatchObject({ probe: "bus", err: { type: "Error" } });
	});

	it("[ED51] are not ready where they do not answer in time", async () => {
		const { logger } = keepingLogger();
		const check = (): Promise<ProbeState> => new Promise(() => undefined);
		const reports = await runProbes([{ name: "bus", required: true, check }], logger, 20)();
		expect(reports[0]).toMatchObject({ ready: false, detail: "no answer within 20 ms" });
	});

	it("[ED51] log each change of state once", async () => {
		const { logger, lines } = keepingLogger();
		const states = [true, false, false, true, true];
		const run = runProbes(
			[{ name: "log", required: true, check: () => ({ ready: states.shift()! }) }],
			logger,
		);
		for (let i = 0; i < 5; i++) await run();
		expect(lines().map(({ msg }) => msg)).toEqual(["not ready", "ready again"]);
	});
});
