import { describe, expect, it } from "vitest";
import { createFakeLog } from "./fake-log.js";
import { createWorldIndex } from "./world-index.js";

describe("the index of worlds", () => {
	it("[WD9] holds every world once, whoever asks", async () => {
		const log = createFakeLog();
		const index = createWorldIndex(log);
		expect(await index.list()).toEqual([]);
		await Promise.all([index.add("a"), index.add("b"), index.add("a")]);
		expect(await index.list()).toEqual(["a", "b"]);
		expect(await createWorldIndex(log).list()).toEqual(["a", "b"]);
	});

	it("[WD9] does not hold what the log does not, and takes it the next time", async () => {
		const log = createFakeLog();
		const index = createWorldIndex(log);
		await index.add("a");
		log.failure = new Error("disk full");
		await expect(index.add("b")).rejects.toThrow("disk full");
		expect(await index.list()).toEqual(["a"]);
		log.failure = undefined;
		await index.add("b");
		expect(await createWorldIndex(log).list()).toEqual(["a", "b"]);
	});

	it("[WD9] that could not be read is read again", async () => {
		const log = createFakeLog();
		const { latestCheckpoint } = log;
		const index = createWorldIndex(log);
		Object.assign(log, { latestCheckpoint: () => Promise.reject(new Error("disk")) });
		await expect(index.list()).rejects.toThrow("disk");
		Object.assign(log, { latestCheckpoint });
		await index.add("a");
		expect(await index.list()).toEqual(["a"]);
	});
});
