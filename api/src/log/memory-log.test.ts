import { describe, expect, it } from "vitest";
import { describeLogContract } from "./log-contract.js";
import type { LogOptions } from "./log-options.js";
import { createMemoryLog } from "./memory-log.js";
import { describeRetentionContract } from "./retention-contract.js";

const memory = { open: async (options: LogOptions) => createMemoryLog(options) };

describeLogContract("memory", memory);
describeRetentionContract("memory", memory);

describe("memory log", () => {
	it("[LG3] begins another history each time", async () => {
		const [first, second] = [createMemoryLog(), createMemoryLog()];
		expect((await first.head("a")).epoch).not.toBe((await second.head("a")).epoch);
	});

	it("says what it is", () => {
		expect(createMemoryLog().status()).toEqual({ engine: "memory", ready: true });
	});
});
