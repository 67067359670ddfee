import { describe, expect, it } from "vitest";
import { createFakeLog } from "../worlds/fake-log.js";
import type { FakeLog } from "../worlds/fake-log.js";
import { MAX_WAITING_WRITES, openFoldedTopic } from "./folded-topic.js";
import { add, added, sumFold, type Sum } from "./testing/sum-topic.js";

function open(log: FakeLog, reports: string[] = []) {
	return openFoldedTopic("sum", sumFold, {
		log,
		report: (text) => void reports.push(text),
		checkpointEvery: 3,
	});
}

describe("a topic and its state", () => {
	it("[MS5] holds nothing before the log does, and answers then", async () => {
		const log = createFakeLog();
		const topic = await open(log);
		let pass: () => void = () => undefined;
		log.gate = new Promise((resolve) => (pass = resolve));
		const written = topic.write(add(5));
		await new Promise((resolve) => setImmediate(resolve));
		expect(topic.state.total).toBe(0);
		pass();
		expect(await written).toBe(5);
		expect(topic.state.total).toBe(5);
		expect(topic.cursor()).toEqual({ epoch: "e1", offset: 1 });
	});

	it("[MS5] plans each write on the state that the one before it left", async () => {
		const topic = await open(createFakeLog());
		const double = (state: Readonly<Sum>) => ({ entries: [added(state.total || 1)], result: state.total });
		const results = await Promise.all([1, 2, 3, 4].map(() => topic.write(double)));
		expect(results).toEqual([0, 1, 2, 4]);
		expect(topic.state.total).toBe(8);
	});

	it("[MS5] changes nothing where the log refuses, and goes on", async () => {
		const log = createFakeLog();
		const topic = await open(log);
		log.failure = new Error("disk full");
		await expect(topic.write(add(1))).rejects.toMatchObject({
			code: "unavailable",
			options: { retryAfterSeconds: 1 },
		});
		expect(topic.state.total).toBe(0);
		log.failure = undefined;
		await topic.write(add(2));
		expect(topic.state.total).toBe(2);
	});

	it("[MS5] comes back from the latest checkpoint and the entries after it", async () => {
		const log = createFakeLog();
		const topic = await open(log);
		for (const by of [1, 2, 3, 4]) await topic.write(add(by));
		await topic.write(() => ({ entries: [{ type: "else", data: { by: 100 } }], result: undefined }));
		await topic.idle();
		expect(await log.latestCheckpoint("sum")).toEqual({ offset: 3, value: '{"total":6}' });
		log.lose("sum", 3);
		const reports: string[] = [];
		const again = await open(log, reports);
		expect(again.state).toEqual({ total: 10 });
		expect(again.cursor()).toEqual(topic.cursor());
		expect(reports).toEqual([]);
		await again.write(add(1));
		await again.idle();
		expect((await log.latestCheckpoint("sum"))?.offset).toBe(6);
	});

	it("[MS5] says where entries are missing, and goes on with what is left", async () => {
		const log = createFakeLog();
		const topic = await open(log);
		for (const by of [1, 2, 3, 4, 5]) await topic.write(add(by));
		log.lose("sum", 4);
		const reports: string[] = [];
		const again = await open(log, reports);
		expect(reports).toEqual([expect.stringContaining("missing")]);
		expect(again.state).toEqual({ total: 6 });
		await again.write(add(1));
		await again.idle();
		// The hole is met but once.
		const third = await open(log, reports);
		expect(reports).toHaveLength(1);
		expect(third.state).toEqual({ total: 7 });
	});

	it("[MS5] stays whole where it cannot be put aside, and is put aside later", async () => {
		const log = createFakeLog();
		const reports: string[] = [];
		const topic = await open(log, reports);
		const { checkpoint } = log;
		log.checkpoint = () => Promise.reject(new Error("disk full"));
		for (const by of [1, 2, 3]) await topic.write(add(by));
		await topic.idle();
		expect(reports).toEqual([expect.stringContaining("could not be put aside")]);
		await expect(topic.putAside()).rejects.toThrow("disk full");
		log.checkpoint = checkpoint;
		expect(await topic.putAside()).toBe(3);
	});

	it("[MS18] refuses more than may wait for the log", async () => {
		const log = createFakeLog();
		const topic = await open(log);
		let pass: () => void = () => undefined;
		log.gate = new Promise((resolve) => (pass = resolve));
		const writes = Array.from({ length: MAX_WAITING_WRITES }, () => topic.write(add(1)));
		await expect(topic.write(add(1))).rejects.toMatchObject({ code: "unavailable" });
		pass();
		await Promise.all(writes);
		expect(topic.state.total).toBe(MAX_WAITING_WRITES);
	});
});
