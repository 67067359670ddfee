import { describe, expect, it } from "vitest";
import { createFakeLog } from "../worlds/fake-log.js";
import type { Log } from "./log.js";
import { createNameIndex } from "./name-index.js";
import type { NameIndexOptions } from "./name-index.js";

const open = (log: Log, given: Partial<NameIndexOptions> = {}) =>
	createNameIndex({ log, report: () => undefined, topic: "worlds", ...given });

describe("an index of names", () => {
	it("[WD9] holds every name once, whoever asks", async () => {
		const log = createFakeLog();
		const index = open(log);
		expect(await index.list()).toEqual([]);
		await Promise.all([index.add("a"), index.add("b"), index.add("a")]);
		expect(await index.list()).toEqual(["a", "b"]);
		expect(await open(log).list()).toEqual(["a", "b"]);
	});

	it("[WD9] does not hold what the log does not, and takes it the next time", async () => {
		const log = createFakeLog();
		const index = open(log);
		await index.add("a");
		log.failure = new Error("disk full");
		await expect(index.add("b")).rejects.toMatchObject({ code: "unavailable" });
		expect(await index.list()).toEqual(["a"]);
		log.failure = undefined;
		await index.add("b");
		expect(await open(log).list()).toEqual(["a", "b"]);
	});

	it("[WD9] that could not be read is read again", async () => {
		const log = createFakeLog();
		const { latestCheckpoint } = log;
		const index = open(log);
		Object.assign(log, { latestCheckpoint: () => Promise.reject(new Error("disk")) });
		await expect(index.list()).rejects.toThrow("disk");
		Object.assign(log, { latestCheckpoint });
		await index.add("a");
		expect(await index.list()).toEqual(["a"]);
	});

	it("[WD9] forgets the oldest beyond its capacity", async () => {
		const log = createFakeLog();
		const index = open(log, { topic: "servers", capacity: 2 });
		for (const name of ["a", "b", "a", "c"]) await index.add(name);
		expect(await open(log, { topic: "servers", capacity: 2 }).list()).toEqual(["b", "c"]);
		expect(await open(log).list()).toEqual([]);
	});
});
